DELETE FROM held_scope WHERE scope = ?1
