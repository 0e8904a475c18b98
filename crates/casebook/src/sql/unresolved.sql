SELECT unresolved.id, held.body
FROM unresolved LEFT JOIN held ON held.id = unresolved.id
ORDER BY unresolved.at, unresolved.id
