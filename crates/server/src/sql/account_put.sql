INSERT INTO account (user_id, name, role, office, password, disabled, created_at)
VALUES ($1, $2, $3, $4, $5, 0, $6)
