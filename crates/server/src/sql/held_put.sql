INSERT INTO held (id, ledger, author, author_name, case_id, case_number, at, code, facts, payload)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
