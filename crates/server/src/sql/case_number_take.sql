INSERT INTO case_number (day, last) VALUES ($1, 1)
ON CONFLICT (day) DO UPDATE SET last = case_number.last + 1
RETURNING last
