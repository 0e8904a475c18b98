SELECT office, year, word, MAX(serial) FROM number_register GROUP BY office, year, word ORDER BY office, year, word
