SELECT kind FROM blob_ref WHERE sha256 = $1 AND received = 1 ORDER BY kind LIMIT 1
