SELECT a.at, a.act, a.who, COALESCE(p.name, ''), a.seal, r.letter, c.id, c.number, r.word, r.year, r.serial
FROM audit AS a
LEFT JOIN account AS p ON p.user_id = a.who
LEFT JOIN number_register AS r ON r.letter = a.subject
LEFT JOIN case_row AS c ON c.key = r.case_key
WHERE a.office = $1 AND a.seal IS NOT NULL
ORDER BY a.id DESC
LIMIT $2
