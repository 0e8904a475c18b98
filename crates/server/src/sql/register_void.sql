UPDATE number_register SET void_reason = $1 WHERE letter = $2
