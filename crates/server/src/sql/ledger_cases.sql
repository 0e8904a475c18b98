UPDATE ledger SET cases = cases + $1 WHERE id = $2
