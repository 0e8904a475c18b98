UPDATE case_row
SET office = $1, state = $2, is_open = $3, revision = $4, version = version + 1, summary = $5, received = $6,
    content = $7
WHERE key = $8
