UPDATE device SET state = $1 WHERE id = $2 AND state <> $1
