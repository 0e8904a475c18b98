SELECT o.id, o.name, o.legal_name, o.number_words, o.communities, o.phone, s.diameter_mm
FROM office AS o LEFT JOIN office_seal AS s ON s.office = o.id
ORDER BY o.id
