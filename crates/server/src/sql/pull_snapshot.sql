SELECT c.key, c.id, c.version, c.summary, c.received, h.events
FROM (
  SELECT o.key AS key FROM case_row AS o WHERE o.office = $1 AND o.key > $2 AND o.key <= $3
  UNION ALL
  SELECT s.case_key AS key FROM case_share AS s WHERE s.office = $1 AND s.case_key > $2 AND s.case_key <= $3
  ORDER BY key
  LIMIT $4
) AS seen
JOIN case_row AS c ON c.key = seen.key
JOIN history AS h ON h.case_key = c.key
ORDER BY c.key
