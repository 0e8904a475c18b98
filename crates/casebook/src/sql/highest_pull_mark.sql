SELECT coalesce(max(pulls_begun), 0) FROM outbox ORDER BY 1
