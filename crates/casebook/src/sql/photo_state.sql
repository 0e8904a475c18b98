UPDATE photo SET state = ?2 WHERE sha256 = ?1
