DELETE FROM case_scope WHERE scope = ?1 AND key > ?2 AND key <= ?3
