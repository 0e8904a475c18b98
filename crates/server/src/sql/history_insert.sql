INSERT INTO history (case_key, events) VALUES ($1, $2)
