SELECT key FROM follow_up_unread ORDER BY key LIMIT ?1
