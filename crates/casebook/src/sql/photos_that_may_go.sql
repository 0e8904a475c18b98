-- Oldest first: a backup has the photo; every action that refers to it has its
-- outcome; each of their cases is gone from here, or is over and shows the photo as
-- received, in this epoch, and the photo is no longer young. No draft refers to it.
SELECT photo.sha256
FROM photo
WHERE photo.state = 'safe' AND (?2 IS NULL OR photo.sha256 = ?2)
  AND EXISTS (SELECT 1 FROM photo_use WHERE photo_use.sha256 = photo.sha256)
  AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(draft.body, photo.sha256) > 0)
  AND NOT EXISTS (
    SELECT 1
    FROM photo_use
    LEFT JOIN outbox ON outbox.id = photo_use.action
    LEFT JOIN case_row ON case_row.id = photo_use.case_id
    LEFT JOIN case_document ON case_document.key = case_row.key
    WHERE photo_use.sha256 = photo.sha256
      AND (outbox.outcome IS NULL
        OR case_row.key IS NOT NULL AND (
            photo.added_at >= ?1
            OR case_row.state NOT IN ('closed', 'rejected', 'withdrawn', 'merged', 'archived')
            OR case_row.generation <> ?3
            OR NOT EXISTS (SELECT 1 FROM json_each(document_text(case_document.body), '$.received') received
                           WHERE received.value = photo.sha256))))
ORDER BY photo.added_at, photo.sha256
LIMIT ?4
