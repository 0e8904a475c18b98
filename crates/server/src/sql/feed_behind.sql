SELECT 1 FROM feed
WHERE scope = $1 AND (seq, kind, entity) > ($2, $3, $4)
ORDER BY seq, kind, entity
LIMIT 1
