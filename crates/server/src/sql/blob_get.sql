SELECT size, stored_at FROM blob WHERE sha256 = $1
