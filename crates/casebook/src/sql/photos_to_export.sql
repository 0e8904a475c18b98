-- Of confirmed visits, also of those that the server has not heard of.
SELECT sha256, size, name, state, sent
FROM photo
WHERE state IN (?1, ?2) AND EXISTS (SELECT 1 FROM photo_use WHERE photo_use.sha256 = photo.sha256)
ORDER BY added_at, sha256
