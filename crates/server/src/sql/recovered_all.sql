SELECT device, user_id, document, received_at FROM recovered
ORDER BY number, case_id, received_at, device, hash
