SELECT user_id, role, office FROM account ORDER BY user_id
