UPDATE outbox
SET outcome = NULL, code = NULL, facts = NULL, office = NULL, effect_seq = NULL, epoch = NULL, pulls_begun = NULL,
    settled = 0
WHERE safe = 0 AND outcome IS NOT NULL
