-- A stub is of a case that left: it may come back.
SELECT NOT EXISTS (SELECT 1 FROM case_row) AND NOT EXISTS (SELECT 1 FROM stub) ORDER BY 1
