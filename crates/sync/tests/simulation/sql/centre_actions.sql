SELECT id, author, payload, outcome FROM action ORDER BY id
