INSERT INTO letter_job (letter, case_key, signed_at, backlog) VALUES ($1, $2, $3, $4)
