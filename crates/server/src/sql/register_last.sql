SELECT COALESCE(MAX(serial), 0) FROM number_register WHERE office = $1 AND year = $2 AND word = $3
