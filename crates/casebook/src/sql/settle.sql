UPDATE outbox SET settled = 1
WHERE settled = 0 AND outcome IS NOT NULL AND epoch = ?1 AND pulls_begun < ?2
RETURNING case_id
