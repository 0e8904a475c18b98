INSERT INTO resolution (held, action) VALUES ($1, $2) ON CONFLICT (held) DO NOTHING
