-- Number and date of a sign-off stay, whatever a restored server makes of it.
UPDATE outbox
SET outcome = ?2, code = ?3, facts = ?4, office = ?5, effect_seq = ?6, number = coalesce(?7, number),
    signed_on = coalesce(?8, signed_on), epoch = ?9, pulls_begun = ?10
WHERE id = ?1 AND outcome IS NULL
RETURNING case_id
