-- What is sealed was shown before its case left, and can be read by nobody here.
SELECT seq, id, kind, case_id, case_number, confirmed_at, not_before, outcome, code, facts, settled, payload
FROM outbox
WHERE payload <> ''
  AND (outcome IS NULL OR settled = 0 OR (outcome = 'held' AND id IN (SELECT unresolved.id FROM unresolved)))
ORDER BY position
