SELECT held.id, held.rev
FROM held_scope JOIN held ON held.id = held_scope.id
WHERE held_scope.scope = ?1
ORDER BY held.id
