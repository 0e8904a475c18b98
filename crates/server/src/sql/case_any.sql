SELECT key FROM case_row ORDER BY key LIMIT 1
