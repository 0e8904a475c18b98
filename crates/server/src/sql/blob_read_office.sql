SELECT r.kind
FROM blob_ref AS r JOIN case_row AS c ON c.key = r.case_key
WHERE r.sha256 = $1 AND r.received = 1 AND (
  c.office = $2
  OR EXISTS (SELECT s.case_key FROM case_share AS s WHERE s.office = $2 AND s.case_key = c.key)
)
ORDER BY r.kind
LIMIT 1
