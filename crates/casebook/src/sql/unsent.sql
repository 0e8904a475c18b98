SELECT seq, payload, not_before FROM outbox WHERE outcome IS NULL ORDER BY position LIMIT ?1
