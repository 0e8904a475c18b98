INSERT INTO photo_use (action, sha256, case_id) VALUES (?1, ?2, ?3) ON CONFLICT (action, sha256) DO NOTHING
