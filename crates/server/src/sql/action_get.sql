SELECT author, outcome FROM action WHERE id = $1
