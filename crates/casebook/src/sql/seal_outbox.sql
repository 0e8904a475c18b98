UPDATE outbox SET payload = '', facts = NULL, sealed = ?2 WHERE id = ?1
