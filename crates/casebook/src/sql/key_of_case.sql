SELECT key FROM case_row WHERE id = ?1 ORDER BY key
