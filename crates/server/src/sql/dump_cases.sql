SELECT id FROM case_row WHERE office = $1 ORDER BY key
