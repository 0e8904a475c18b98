SELECT position, case_id FROM outbox WHERE outcome IS NULL ORDER BY position
