DELETE FROM case_scope WHERE scope = ?1
