SELECT count(*) FROM case_row WHERE due >= ?1 AND due < ?3 AND (due = ?1 OR due >= ?2) ORDER BY 1
