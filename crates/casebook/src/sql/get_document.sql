SELECT body FROM case_document WHERE key = ?1 ORDER BY key
