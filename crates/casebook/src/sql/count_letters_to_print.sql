SELECT coalesce(sum(letters_to_print), 0) FROM case_row WHERE letters_to_print > 0 ORDER BY 1
