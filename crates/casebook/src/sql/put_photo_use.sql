-- A held visit may be filed again by who has not its photos: they come from the
-- desk of who took them.
INSERT INTO photo_use (action, sha256, case_id)
SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM photo WHERE sha256 = ?2)
ON CONFLICT (action, sha256) DO NOTHING
