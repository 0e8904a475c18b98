SELECT id, case_id, document FROM former WHERE reported IS NOT ?1 ORDER BY id
