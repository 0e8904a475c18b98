UPDATE device SET refresh = $1, next_refresh = $2, seen_at = $3 WHERE id = $4
