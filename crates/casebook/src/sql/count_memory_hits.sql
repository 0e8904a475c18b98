SELECT count(*) FROM search WHERE search MATCH ?1 ORDER BY 1
