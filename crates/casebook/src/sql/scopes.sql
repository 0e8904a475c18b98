SELECT id, name, cursor FROM scope ORDER BY id
