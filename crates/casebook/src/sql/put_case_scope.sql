INSERT INTO case_scope (key, scope, content) VALUES (?1, ?2, ?3)
ON CONFLICT (key, scope) DO UPDATE SET content = excluded.content
