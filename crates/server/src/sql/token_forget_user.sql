DELETE FROM access_token WHERE device IN (SELECT id FROM device WHERE user_id = $1)
