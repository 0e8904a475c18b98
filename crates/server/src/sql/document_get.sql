SELECT version, json FROM document WHERE kind = $1
