INSERT INTO case_scope (key, scope) VALUES (?1, ?2) ON CONFLICT (key, scope) DO NOTHING
