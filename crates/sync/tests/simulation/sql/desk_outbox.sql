SELECT id, payload, sealed IS NOT NULL AS is_sealed, outcome, code, settled, epoch FROM outbox ORDER BY position
