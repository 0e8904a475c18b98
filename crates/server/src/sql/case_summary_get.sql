SELECT summary FROM case_row WHERE id = $1
