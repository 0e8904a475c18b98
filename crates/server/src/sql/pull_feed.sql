-- $1, $2 and $3 are how far the desk has read: before the first seq when it wants
-- whole documents.
SELECT f.seq, f.kind, f.entity, f.op, c.key, c.version, c.summary, c.received,
  CASE
    WHEN (f.base_seq, f.kind, f.entity) <= ($1, $2, $3) THEN substr(h.events, CAST(f.base_length AS INTEGER) + 2)
    ELSE h.events
  END,
  CASE WHEN (f.base_seq, f.kind, f.entity) <= ($1, $2, $3) THEN f.base_content END,
  c.content
FROM feed AS f
LEFT JOIN case_row AS c ON c.key = f.case_key
LEFT JOIN history AS h ON h.case_key = f.case_key
WHERE f.scope = $4 AND (f.seq, f.kind, f.entity) > ($5, $6, $7)
ORDER BY f.seq, f.kind, f.entity
LIMIT $8
