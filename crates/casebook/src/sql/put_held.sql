INSERT INTO held (id, case_id, at, author, resolved, rev, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO UPDATE SET resolved = excluded.resolved, rev = excluded.rev, body = excluded.body
