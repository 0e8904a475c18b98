SELECT seq, id, kind, case_id, case_number, confirmed_at, not_before, outcome, code, facts, settled, payload
FROM outbox
WHERE case_id = ?1 AND payload <> '' AND (settled = 0 OR outcome = 'held')
ORDER BY position
