DELETE FROM fetched WHERE sha256 = ?1
