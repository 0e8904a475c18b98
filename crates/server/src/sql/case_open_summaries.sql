SELECT key, id, summary FROM case_row WHERE is_open = 1 AND key > $1 ORDER BY key LIMIT $2
