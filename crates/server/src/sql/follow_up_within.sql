SELECT c.id, c.number, f.office, f.category, f.channel, f.at, f.valid, f.contacted, f.solved, f.rating, f.marks, f.unsolved_reason
FROM follow_up AS f JOIN case_row AS c ON c.key = f.case_key
WHERE f.at >= $1 AND f.at < $2
ORDER BY f.at, f.case_key, f.place
