SELECT count(*) FROM follow_up_unread ORDER BY 1
