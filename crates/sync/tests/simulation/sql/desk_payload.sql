SELECT payload FROM outbox WHERE id = ?1
