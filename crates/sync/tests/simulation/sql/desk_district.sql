SELECT kind, rev, body FROM district ORDER BY kind
