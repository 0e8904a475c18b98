SELECT c.key, c.content
FROM (
  SELECT o.key AS key FROM case_row AS o WHERE o.office = $1
  UNION ALL
  SELECT s.case_key AS key FROM case_share AS s WHERE s.office = $1
) AS seen
JOIN case_row AS c ON c.key = seen.key
ORDER BY c.key
