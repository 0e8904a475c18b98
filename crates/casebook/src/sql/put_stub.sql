INSERT INTO stub (id, number, left_at) SELECT id, number, ?2 FROM case_row WHERE key = ?1
ON CONFLICT (id) DO UPDATE SET left_at = excluded.left_at
