DELETE FROM held_scope WHERE id = ?1 AND scope = ?2
