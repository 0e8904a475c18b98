UPDATE outbox SET seq = ?2 WHERE position = ?1
