SELECT office, year, word, serial FROM number_register
WHERE letter IS NULL AND void_reason IS NULL
ORDER BY office, year, word, serial
