INSERT INTO follow_up_unread (key) VALUES (?1) ON CONFLICT (key) DO NOTHING
