INSERT INTO outbox (id, case_id, case_number, kind, payload, hash, resolves, confirmed_at, not_before, seq)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
