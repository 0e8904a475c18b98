SELECT count(*) FROM outbox WHERE safe = 0 ORDER BY 1
