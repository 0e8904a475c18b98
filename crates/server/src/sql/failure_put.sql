INSERT INTO sign_in_failure (typed_name, failures, last_at, locked_until) VALUES ($1, $2, $3, $4)
ON CONFLICT (typed_name) DO UPDATE
SET failures = excluded.failures, last_at = excluded.last_at, locked_until = excluded.locked_until
