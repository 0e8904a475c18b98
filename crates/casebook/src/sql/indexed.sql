DELETE FROM to_index WHERE key = ?1
