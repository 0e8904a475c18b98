UPDATE case_row SET rating_seen = 1 WHERE id = ?1
