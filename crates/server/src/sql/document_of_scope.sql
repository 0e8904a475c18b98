SELECT f.kind, d.version
FROM feed AS f JOIN document AS d ON d.kind = f.kind
WHERE f.scope = $1 AND f.op = 'put'
ORDER BY f.kind
