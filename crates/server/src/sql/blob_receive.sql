UPDATE blob_ref SET received = 1
WHERE sha256 = $1 AND author = $2 AND received = 0
RETURNING case_key
