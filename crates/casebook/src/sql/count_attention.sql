SELECT (SELECT count(*) FROM unresolved WHERE NOT with_head) + (SELECT count(*) FROM photo WHERE state = ?1) ORDER BY 1
