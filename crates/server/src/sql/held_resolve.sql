UPDATE held SET resolved = 1, version = version + 1 WHERE id = $1
