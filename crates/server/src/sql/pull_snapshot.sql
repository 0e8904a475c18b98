SELECT c.key, c.id, c.version, c.summary, c.received, h.events
FROM case_row AS c JOIN history AS h ON h.case_key = c.key
WHERE c.office = $1 AND c.key > $2
ORDER BY c.key
LIMIT $3
