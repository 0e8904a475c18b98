UPDATE former SET reported = ?2 WHERE id = ?1
