SELECT count(*) FROM case_row WHERE due >= ?1 AND due < ?2 ORDER BY 1
