SELECT scope.name, case_row.id
FROM case_scope JOIN case_row ON case_row.key = case_scope.key JOIN scope ON scope.id = case_scope.scope
ORDER BY scope.name, case_row.id
