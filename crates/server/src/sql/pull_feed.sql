SELECT f.seq, f.kind, f.entity, f.op, c.key, c.version, c.summary, c.received, h.events
FROM feed AS f
LEFT JOIN case_row AS c ON c.key = f.case_key
LEFT JOIN history AS h ON h.case_key = f.case_key
WHERE f.scope = $1 AND (f.seq, f.kind, f.entity) > ($2, $3, $4)
ORDER BY f.seq, f.kind, f.entity
LIMIT $5
