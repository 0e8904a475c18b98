SELECT case_id, seq FROM outbox WHERE id = ?1 ORDER BY position
