SELECT id, user_id, name, state, seen_at FROM device ORDER BY user_id, id
