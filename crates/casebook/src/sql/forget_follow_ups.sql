DELETE FROM follow_up WHERE key = ?1
