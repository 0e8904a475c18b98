UPDATE device SET refresh = NULL, next_refresh = NULL WHERE user_id = $1
