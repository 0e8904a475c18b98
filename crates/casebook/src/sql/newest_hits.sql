SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2
