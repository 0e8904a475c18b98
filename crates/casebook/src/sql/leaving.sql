-- Drafts count as unsent: a kill or a reassignment never takes them.
-- CROSS: from the few that leave, never from all cases.
SELECT c.key, c.id,
    EXISTS (SELECT 1 FROM outbox WHERE outbox.case_id = c.id AND outbox.settled = 0)
    OR EXISTS (SELECT 1 FROM draft WHERE draft.case_id = c.id)
    OR EXISTS (SELECT 1 FROM photo_use JOIN photo ON photo.sha256 = photo_use.sha256
               WHERE photo_use.case_id = c.id AND photo.state IN ('local', 'rotten')) AS unsent
FROM leaving CROSS JOIN case_row c ON c.key = leaving.key
ORDER BY leaving.key
