SELECT serial, signed_at FROM number_register
WHERE office = $1 AND year = $2 AND word = $3
ORDER BY serial DESC
LIMIT 1
