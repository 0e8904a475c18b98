SELECT user_id, name, role, office FROM account WHERE disabled = 0 ORDER BY user_id
