SELECT ledger, author, author_name, case_id, case_number, at, code, facts, payload, resolved, version
FROM held WHERE id = $1
