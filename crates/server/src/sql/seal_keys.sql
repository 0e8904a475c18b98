SELECT office, key_id FROM office_seal ORDER BY office
