-- 请分管领导定: what a person passed to the head still stands in their list, but
-- no longer waits for them.
DROP VIEW unresolved;
CREATE VIEW unresolved AS
SELECT held.id, held.case_id, held.at,
    json_extract(held.body, '$.code') = 'held.for_head'
        AND held.author = (SELECT json_extract(value, '$.user') FROM meta WHERE name = 'person') AS with_head
FROM held
WHERE held.resolved = 0
  AND NOT EXISTS (SELECT 1 FROM outbox answer
                  WHERE answer.resolves = held.id
                    AND (answer.outcome IS NULL OR answer.outcome <> 'held' OR answer.code = 'held.for_head'))
UNION ALL
-- known from the push already, not from the feed yet
SELECT sent.id, sent.case_id, sent.confirmed_at, coalesce(sent.code = 'held.for_head', 0)
FROM outbox sent
WHERE sent.outcome = 'held'
  AND NOT EXISTS (SELECT 1 FROM held WHERE held.id = sent.id)
  AND NOT EXISTS (SELECT 1 FROM outbox answer
                  WHERE answer.resolves = sent.id
                    AND (answer.outcome IS NULL OR answer.outcome <> 'held' OR answer.code = 'held.for_head'));
