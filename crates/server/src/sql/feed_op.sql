SELECT op FROM feed WHERE scope = $1 AND kind = $2 AND entity = $3
