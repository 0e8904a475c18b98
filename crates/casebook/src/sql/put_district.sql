INSERT INTO district (kind, rev, body) VALUES (?1, ?2, ?3)
ON CONFLICT (kind) DO UPDATE SET rev = excluded.rev, body = excluded.body
