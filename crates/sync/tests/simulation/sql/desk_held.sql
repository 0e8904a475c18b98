SELECT body FROM held ORDER BY id
