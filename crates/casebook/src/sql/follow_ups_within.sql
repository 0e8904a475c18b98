SELECT record FROM follow_up WHERE at >= ?1 AND at < ?2 ORDER BY at, key, place
