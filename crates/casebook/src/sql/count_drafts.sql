SELECT count(*) FROM draft ORDER BY 1
