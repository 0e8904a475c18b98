UPDATE case_row SET frozen = 0 WHERE key = ?1 AND frozen = 1
