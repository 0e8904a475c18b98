SELECT id FROM case_row WHERE number = $1
