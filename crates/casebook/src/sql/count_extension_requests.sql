SELECT count(*) FROM case_row WHERE extension_requested = 1 ORDER BY 1
