SELECT EXISTS (SELECT 1 FROM outbox WHERE settled = 0 AND outcome IS NOT NULL AND epoch = ?1 AND pulls_begun < ?2)
    OR EXISTS (SELECT 1 FROM leaving)
ORDER BY 1
