SELECT case_id FROM outbox WHERE settled = 0
UNION SELECT case_id FROM outbox WHERE outcome = 'held'
UNION SELECT case_id FROM held WHERE resolved = 0
ORDER BY case_id
