INSERT INTO number_register (office, year, word, serial, letter, case_key, signed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (office, year, word, serial)
DO UPDATE SET letter = excluded.letter, case_key = excluded.case_key, signed_at = excluded.signed_at
WHERE number_register.letter IS NULL AND number_register.void_reason IS NULL
