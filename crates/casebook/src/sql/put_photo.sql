INSERT INTO photo (sha256, size, name, key, state, added_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
-- the same bytes again, because those that were here had rotted, or have left
ON CONFLICT (sha256) DO UPDATE
SET name = excluded.name, key = excluded.key, state = excluded.state, added_at = excluded.added_at, sent = 0
