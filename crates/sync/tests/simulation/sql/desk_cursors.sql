SELECT name, cursor FROM scope WHERE cursor IS NOT NULL ORDER BY name
