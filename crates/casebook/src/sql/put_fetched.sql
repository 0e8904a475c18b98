INSERT INTO fetched (sha256, size, key, fetched_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (sha256) DO UPDATE SET key = excluded.key, fetched_at = excluded.fetched_at
