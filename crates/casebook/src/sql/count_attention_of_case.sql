SELECT count(*) FROM unresolved WHERE case_id = ?1 ORDER BY 1
