SELECT p.sha256, p.name, p.added_at, u.case_id, c.number AS case_number
FROM photo p
LEFT JOIN photo_use u ON u.sha256 = p.sha256
LEFT JOIN case_row c ON c.id = u.case_id
WHERE p.state = ?1
ORDER BY p.added_at, p.sha256
