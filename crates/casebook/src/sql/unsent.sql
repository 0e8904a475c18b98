SELECT seq, payload, sealed, not_before, number, signed_on
FROM outbox
WHERE outcome IS NULL
ORDER BY position
LIMIT ?1
