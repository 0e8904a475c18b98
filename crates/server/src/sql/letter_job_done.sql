UPDATE letter_job SET done_at = $1, problem = NULL WHERE letter = $2
