SELECT r.sha256, r.size, r.source, r.received, b.sha256
FROM blob_ref AS r LEFT JOIN blob AS b ON b.sha256 = r.sha256
WHERE r.case_key = $1 AND r.kind = 'photo'
ORDER BY r.source, r.sha256
