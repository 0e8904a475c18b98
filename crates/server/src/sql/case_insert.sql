INSERT INTO case_row (id, number, office, state, is_open, revision, version, summary, received)
VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)
RETURNING key
