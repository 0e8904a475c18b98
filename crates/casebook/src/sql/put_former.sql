INSERT INTO former (case_id, content, document, kept_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (case_id, content) DO NOTHING
