SELECT district, epoch, sealing_secret, token_secret, sample, backed_up_at FROM meta WHERE id = 1
