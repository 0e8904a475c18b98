SELECT coalesce(sum(letters_submitted), 0) FROM case_row WHERE letters_submitted > 0 ORDER BY 1
