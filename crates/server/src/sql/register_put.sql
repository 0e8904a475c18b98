INSERT INTO number_register (office, year, word, serial, letter, case_key, signed_at, void_reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
