SELECT rev FROM district WHERE kind = ?1 ORDER BY kind
