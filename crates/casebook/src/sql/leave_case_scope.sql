DELETE FROM case_scope WHERE scope = ?2 AND key = (SELECT key FROM case_row WHERE id = ?1)
