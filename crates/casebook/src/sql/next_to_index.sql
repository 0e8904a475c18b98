SELECT key FROM to_index ORDER BY key LIMIT ?1
