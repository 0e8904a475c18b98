-- The server has the case, for it said where it is now, and heard what it lacked.
DELETE FROM former
WHERE case_id = ?1 AND reported IS NOT NULL
  AND EXISTS (SELECT 1 FROM case_row WHERE case_row.id = ?1 AND case_row.generation = ?2)
