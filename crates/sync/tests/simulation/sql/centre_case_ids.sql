SELECT id FROM case_row ORDER BY key
