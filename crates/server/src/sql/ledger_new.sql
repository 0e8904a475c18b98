INSERT INTO ledger (id) VALUES ($1)
