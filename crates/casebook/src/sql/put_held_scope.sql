INSERT INTO held_scope (id, scope) VALUES (?1, ?2) ON CONFLICT (id, scope) DO NOTHING
