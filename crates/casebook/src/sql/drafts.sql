SELECT kind, case_id, item, body, saved_at FROM draft
WHERE ?1 IS NULL OR case_id = ?1
ORDER BY saved_at DESC, kind, item
