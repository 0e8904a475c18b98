SELECT png FROM seal WHERE office = $1
