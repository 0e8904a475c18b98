-- The visit first: its bytes follow once the server knows it. With min(), the
-- other columns are those of the first visit that refers to the photo.
SELECT photo.sha256, photo.size, photo.name, outbox.id AS action, outbox.case_id, min(outbox.position) AS position
FROM photo
JOIN photo_use ON photo_use.sha256 = photo.sha256
JOIN outbox ON outbox.id = photo_use.action
WHERE photo.state = ?1 AND outbox.outcome IS NOT NULL
GROUP BY photo.sha256
ORDER BY position, photo.added_at, photo.sha256
