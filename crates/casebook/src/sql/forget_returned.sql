DELETE FROM leaving WHERE EXISTS (SELECT 1 FROM case_scope WHERE case_scope.key = leaving.key)
