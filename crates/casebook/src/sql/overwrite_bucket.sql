-- Whatever comes again is taken, also where the row here claims to be newer.
UPDATE case_row SET generation = -1
WHERE key > ?2 AND key <= ?3
  AND EXISTS (SELECT 1 FROM case_scope WHERE case_scope.key = case_row.key AND case_scope.scope = ?1)
