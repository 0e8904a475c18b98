SELECT d.body
FROM case_row c JOIN case_document d ON d.key = c.key
WHERE c.id = ?1 AND c.generation < ?2
ORDER BY c.key
