SELECT count(*) FROM case_row WHERE due < ?1 ORDER BY 1
