INSERT INTO follow_up (key, place, at, record) VALUES (?1, ?2, ?3, ?4)
