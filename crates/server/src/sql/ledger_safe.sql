UPDATE ledger SET safe_seq = $1 WHERE id = $2
