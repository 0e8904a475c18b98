INSERT INTO action (id, author, device, incarnation, seq, received_at, payload, outcome)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
