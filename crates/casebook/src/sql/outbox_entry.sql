SELECT seq, id, kind, case_id, case_number, confirmed_at, not_before, outcome, code, facts, settled, payload
FROM outbox
WHERE id = ?1 AND payload <> ''
ORDER BY position
