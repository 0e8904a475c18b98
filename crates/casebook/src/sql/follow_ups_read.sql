DELETE FROM follow_up_unread WHERE key = ?1
