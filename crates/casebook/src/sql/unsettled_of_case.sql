SELECT payload, coalesce(outcome, (SELECT 'held' FROM held WHERE held.id = outbox.id))
FROM outbox
WHERE case_id = ?1 AND payload <> '' AND settled = 0
ORDER BY position
