SELECT office, png,
  (SELECT MAX(at) FROM audit WHERE act = 'office_seal' AND subject = plain_seal.office)
FROM plain_seal
ORDER BY office
