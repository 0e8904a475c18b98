INSERT INTO document (kind, version, json) VALUES ($1, 1, $2)
ON CONFLICT (kind) DO UPDATE SET version = document.version + 1, json = excluded.json
