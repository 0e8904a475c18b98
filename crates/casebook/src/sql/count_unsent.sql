SELECT count(*) FROM outbox WHERE outcome IS NULL ORDER BY 1
