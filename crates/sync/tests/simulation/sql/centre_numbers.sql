SELECT office, year, word, serial, letter FROM number_register ORDER BY office, year, word, serial
