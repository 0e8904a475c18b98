INSERT INTO number_register (office, year, word, serial, signed_at, reserved_at)
VALUES ($1, $2, $3, $4, $5, $6)
