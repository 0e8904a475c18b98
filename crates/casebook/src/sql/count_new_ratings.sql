SELECT count(*) FROM case_row WHERE rating IS NOT NULL AND rating_seen = 0 ORDER BY 1
