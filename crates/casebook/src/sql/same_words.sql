SELECT id = ?2 AND handler IS ?3 FROM case_row WHERE key = ?1 ORDER BY key
