INSERT INTO audit (at, who, device, act, subject) VALUES ($1, $2, $3, $4, $5)
