SELECT unresolved.id, unresolved.with_head, held.body
FROM unresolved LEFT JOIN held ON held.id = unresolved.id
ORDER BY unresolved.at, unresolved.id
