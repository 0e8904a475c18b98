INSERT INTO follow_up (case_key, place, at, office, category, channel, valid, contacted, solved, rating, marks, unsolved_reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (case_key, place) DO NOTHING
