DELETE FROM scope WHERE id = ?1
