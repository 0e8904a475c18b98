INSERT INTO leaving (key)
SELECT key FROM case_scope WHERE scope = ?1 AND key > ?2 AND key <= ?3 ON CONFLICT (key) DO NOTHING
