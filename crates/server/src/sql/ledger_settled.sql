SELECT ledger, MAX(seq) FROM ledger_day WHERE day <= $1 GROUP BY ledger ORDER BY ledger
