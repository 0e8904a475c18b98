SELECT id FROM case_row WHERE key = $1
