DELETE FROM case_share WHERE office = $1 AND case_key = $2
