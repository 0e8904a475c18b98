INSERT INTO scope (name) VALUES (?1)
