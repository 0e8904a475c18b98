INSERT INTO audit (at, who, device, act, subject, office, seal)
VALUES ($1, $2, $3, $4, $5, $6, $7)
