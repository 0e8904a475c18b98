SELECT id, seq FROM ledger ORDER BY id
