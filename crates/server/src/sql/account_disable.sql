UPDATE account SET disabled = 1 WHERE user_id = $1 AND disabled = 0
