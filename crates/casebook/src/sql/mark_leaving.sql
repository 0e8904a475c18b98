INSERT INTO leaving (key) SELECT key FROM case_row WHERE id = ?1 ON CONFLICT (key) DO NOTHING
