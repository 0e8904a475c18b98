UPDATE letter_job SET next_at = $1, problem = $2 WHERE letter = $3
