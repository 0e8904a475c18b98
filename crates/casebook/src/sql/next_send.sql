SELECT min(not_before) FROM outbox WHERE outcome IS NULL ORDER BY 1
