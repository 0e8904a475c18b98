INSERT INTO blob_ref (sha256, case_key, source, kind, author, size, received)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (sha256, case_key, source) DO NOTHING
