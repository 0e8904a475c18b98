SELECT count(*) FROM case_row WHERE letter IN ('draft', 'submitted', 'returned') AND letter = ?1 ORDER BY 1
