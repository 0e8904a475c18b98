INSERT INTO ledger_day (ledger, day, seq) VALUES ($1, $2, $3)
ON CONFLICT (ledger, day) DO UPDATE SET seq = excluded.seq
