UPDATE history SET events = events || ',' || $1 WHERE case_key = $2
