SELECT signed_at FROM number_register
WHERE office = $1 AND year = $2 AND word = $3 AND serial = $4 AND letter IS NULL AND void_reason IS NULL
ORDER BY serial
