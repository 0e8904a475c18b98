SELECT COALESCE(SUM(bytes), 0) FROM recovered WHERE device = $1 ORDER BY 1
