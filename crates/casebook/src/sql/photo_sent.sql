UPDATE photo SET sent = ?2 WHERE sha256 = ?1
