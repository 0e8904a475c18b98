SELECT ledger, author, id, resolved FROM held ORDER BY id
