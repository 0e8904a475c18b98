DELETE FROM draft WHERE kind = ?1 AND case_id = ?2 AND item = ?3
