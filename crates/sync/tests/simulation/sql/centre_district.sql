SELECT kind, version, json FROM document ORDER BY kind
