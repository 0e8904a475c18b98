SELECT coalesce(max(key), 0) FROM case_row
