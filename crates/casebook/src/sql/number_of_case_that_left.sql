-- Its stub; else what is held on it, for who never had it on this desk.
SELECT number FROM (
    SELECT 1 AS place, number FROM stub WHERE id = ?1
    UNION ALL
    SELECT 2, case_number FROM outbox WHERE case_id = ?1
    UNION ALL
    SELECT 3, json_extract(body, '$.case_number') FROM held WHERE case_id = ?1
)
ORDER BY place
LIMIT 1
