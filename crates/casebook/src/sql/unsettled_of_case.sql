SELECT payload, coalesce(outcome, (SELECT 'held' FROM held WHERE held.id = outbox.id)), position
FROM outbox
WHERE case_id = ?1 AND payload <> '' AND settled = 0
UNION ALL
-- A frozen case is read no more: what was settled since stands in no document here.
SELECT outbox.payload, outbox.outcome, outbox.position
FROM case_row CROSS JOIN outbox ON outbox.case_id = case_row.id
WHERE case_row.id = ?1 AND case_row.frozen = 1 AND outbox.settled = 1
  AND outbox.payload <> ''
ORDER BY position
