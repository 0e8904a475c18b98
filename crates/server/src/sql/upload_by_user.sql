SELECT 1 FROM upload WHERE user_id = $1 AND sha256 = $2 AND complete = 1 LIMIT 1
