SELECT user_id, name, role, office, password, disabled FROM account WHERE user_id = $1
