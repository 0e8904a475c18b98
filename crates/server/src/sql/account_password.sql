UPDATE account SET password = $1 WHERE user_id = $2
