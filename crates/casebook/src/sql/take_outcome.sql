UPDATE outbox
SET outcome = ?2, code = ?3, facts = ?4, office = ?5, effect_seq = ?6, number = ?7, epoch = ?8, pulls_begun = ?9
WHERE id = ?1 AND outcome IS NULL
RETURNING case_id
