SELECT user_id FROM account WHERE office = $1 AND role = 'head' AND disabled = 0 ORDER BY user_id
