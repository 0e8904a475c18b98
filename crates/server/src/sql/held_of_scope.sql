SELECT f.entity, h.version
FROM feed AS f JOIN held AS h ON h.id = f.entity
WHERE f.scope = $1 AND f.kind = 'held' AND f.op = 'put'
ORDER BY f.entity
