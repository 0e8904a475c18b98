SELECT count(*) FROM to_index ORDER BY 1
