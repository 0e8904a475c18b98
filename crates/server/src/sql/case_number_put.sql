INSERT INTO case_number (day, last) VALUES ($1, $2)
