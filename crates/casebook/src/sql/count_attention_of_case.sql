SELECT count(*) FROM unresolved WHERE case_id = ?1 AND NOT with_head ORDER BY 1
