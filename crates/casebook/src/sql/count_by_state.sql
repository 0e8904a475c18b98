SELECT state, count(*) FROM case_row GROUP BY state ORDER BY state
