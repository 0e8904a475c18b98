SELECT c.key, c.id, c.number, c.office, c.received, h.events
FROM case_row AS c JOIN history AS h ON h.case_key = c.key
WHERE c.id = $1
