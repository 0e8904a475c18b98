SELECT device, user_id, document, received_at FROM recovered
WHERE case_id = $1 OR number = $1
ORDER BY number, case_id, received_at, device, hash
