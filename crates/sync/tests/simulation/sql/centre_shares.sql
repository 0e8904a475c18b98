SELECT case_share.office, case_row.id
FROM case_share JOIN case_row ON case_row.key = case_share.case_key
ORDER BY case_share.office, case_row.id
