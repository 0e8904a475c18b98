DELETE FROM former WHERE id = ?1
