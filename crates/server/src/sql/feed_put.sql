INSERT INTO feed (scope, kind, entity, seq, op, case_key) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (scope, kind, entity) DO UPDATE SET seq = excluded.seq, op = excluded.op
