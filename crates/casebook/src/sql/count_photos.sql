SELECT count(*) FROM photo ORDER BY 1
