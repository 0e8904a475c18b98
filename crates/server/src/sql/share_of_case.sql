SELECT office FROM case_share WHERE case_key = $1 ORDER BY office
