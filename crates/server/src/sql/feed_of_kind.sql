SELECT seq, kind, entity FROM feed
WHERE scope = $1 AND kind = $2 AND op = 'put'
ORDER BY entity
