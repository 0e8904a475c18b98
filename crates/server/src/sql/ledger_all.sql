SELECT id, seq, safe_seq, cases FROM ledger ORDER BY id
