SELECT DISTINCT held.case_id
FROM held_scope JOIN held ON held.id = held_scope.id
WHERE held_scope.scope = ?1
ORDER BY held.case_id
