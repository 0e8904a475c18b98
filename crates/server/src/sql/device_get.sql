SELECT user_id, state, refresh, next_refresh FROM device WHERE id = $1
