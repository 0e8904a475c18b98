SELECT kind, version FROM document ORDER BY kind
