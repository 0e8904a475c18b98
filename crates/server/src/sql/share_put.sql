INSERT INTO case_share (office, case_key) VALUES ($1, $2)
