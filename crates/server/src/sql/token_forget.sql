DELETE FROM access_token WHERE device = $1
