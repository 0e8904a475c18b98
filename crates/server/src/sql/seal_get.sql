SELECT s.sealed, s.key_id, s.fingerprint, s.diameter_mm, s.since, s.by_user, COALESCE(p.name, '')
FROM office_seal AS s LEFT JOIN account AS p ON p.user_id = s.by_user
WHERE s.office = $1
