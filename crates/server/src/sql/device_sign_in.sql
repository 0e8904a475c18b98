INSERT INTO device (id, user_id, name, state, refresh, next_refresh, created_at, seen_at)
VALUES ($1, $2, $3, 'active', $4, NULL, $5, $5)
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, refresh = excluded.refresh, next_refresh = NULL, seen_at = excluded.seen_at
