SELECT device, seq FROM action WHERE id = $1
