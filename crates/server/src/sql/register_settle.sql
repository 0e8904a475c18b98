UPDATE number_register SET void_reason = $1
WHERE letter IS NULL AND void_reason IS NULL AND reserved_at <= $2
