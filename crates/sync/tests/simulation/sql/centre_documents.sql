SELECT case_row.key, case_row.id, case_row.office, case_row.revision, case_row.summary, case_row.received, history.events
FROM case_row JOIN history ON history.case_key = case_row.key
ORDER BY case_row.key
