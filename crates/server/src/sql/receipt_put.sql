INSERT INTO receipt (device, incarnation, seq, hash, outcome) VALUES ($1, $2, $3, $4, $5)
