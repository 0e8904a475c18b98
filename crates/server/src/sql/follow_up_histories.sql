SELECT c.key, c.id, h.events
FROM case_row AS c JOIN history AS h ON h.case_key = c.key
WHERE c.key > $1 AND h.events LIKE '%"kind":"followed_up"%'
ORDER BY c.key LIMIT $2
