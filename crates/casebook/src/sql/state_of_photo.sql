SELECT state FROM photo WHERE sha256 = ?1 ORDER BY sha256
