INSERT INTO meta (id, district, epoch, sealing_secret, token_secret, sample, backed_up_at)
VALUES (1, $1, $2, $3, $4, $5, NULL)
