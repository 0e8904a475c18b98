INSERT INTO case_document (key, body) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET body = excluded.body
