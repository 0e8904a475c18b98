SELECT scope, kind, entity, seq, op FROM feed ORDER BY scope, seq, kind, entity
