INSERT INTO recovered (device, case_id, hash, user_id, number, document, bytes, received_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (device, case_id, hash) DO NOTHING
