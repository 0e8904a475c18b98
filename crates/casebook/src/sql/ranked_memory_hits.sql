SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2
