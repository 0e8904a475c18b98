SELECT id, payload, outcome, code, settled, epoch FROM outbox ORDER BY position
