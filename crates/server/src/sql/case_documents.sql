SELECT c.key, c.id, c.summary, c.received, h.events
FROM case_row AS c JOIN history AS h ON h.case_key = c.key
WHERE c.key > $1
ORDER BY c.key LIMIT $2
