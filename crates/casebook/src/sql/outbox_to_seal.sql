-- Settled; what is held waits for its person, who must be able to read it.
SELECT id, payload, safe
FROM outbox
WHERE case_id = ?1 AND payload <> '' AND settled = 1 AND id NOT IN (SELECT unresolved.id FROM unresolved)
ORDER BY position
