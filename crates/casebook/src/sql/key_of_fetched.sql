SELECT key FROM fetched WHERE sha256 = ?1 ORDER BY sha256
