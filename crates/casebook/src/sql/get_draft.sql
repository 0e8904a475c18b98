SELECT kind, case_id, item, body, saved_at FROM draft
WHERE kind = ?1 AND case_id = ?2 AND item = ?3
ORDER BY kind
