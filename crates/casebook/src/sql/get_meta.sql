SELECT value FROM meta WHERE name = ?1 ORDER BY name
