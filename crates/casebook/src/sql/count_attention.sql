SELECT (SELECT count(*) FROM unresolved) + (SELECT count(*) FROM photo WHERE state = ?1) ORDER BY 1
