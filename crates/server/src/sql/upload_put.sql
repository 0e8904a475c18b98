INSERT INTO upload (device, sha256, user_id, bytes, complete, started_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (device, sha256) DO UPDATE SET bytes = excluded.bytes, complete = excluded.complete
