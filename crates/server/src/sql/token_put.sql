INSERT INTO access_token (hash, device, expires_at) VALUES ($1, $2, $3)
ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at
