INSERT INTO leaving (key) SELECT key FROM case_scope WHERE scope = ?1 ON CONFLICT (key) DO NOTHING
