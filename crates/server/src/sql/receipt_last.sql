SELECT COALESCE(MAX(seq), 0) FROM receipt WHERE device = $1 AND incarnation = $2
