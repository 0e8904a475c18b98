INSERT INTO seal (office, png) VALUES ($1, $2) ON CONFLICT (office) DO UPDATE SET png = excluded.png
