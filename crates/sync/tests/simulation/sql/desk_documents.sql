SELECT case_row.id, case_row.frozen, case_document.body
FROM case_row JOIN case_document ON case_document.key = case_row.key
ORDER BY case_row.key
