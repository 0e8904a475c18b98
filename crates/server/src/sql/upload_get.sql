SELECT bytes, complete FROM upload WHERE device = $1 AND sha256 = $2
