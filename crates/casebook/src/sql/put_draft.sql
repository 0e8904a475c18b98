INSERT INTO draft (kind, case_id, item, body, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (kind, case_id, item) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at
