UPDATE case_row SET key = ?2 WHERE key = ?1
