UPDATE case_row SET content = $1 WHERE key = $2
