UPDATE case_row SET frozen = 1 WHERE key = ?1
