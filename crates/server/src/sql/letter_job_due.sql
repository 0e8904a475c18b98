SELECT j.letter, c.id
FROM letter_job AS j JOIN case_row AS c ON c.key = j.case_key
WHERE j.done_at IS NULL AND j.backlog = 0 AND j.next_at <= $1
ORDER BY j.signed_at, j.letter
LIMIT $2
