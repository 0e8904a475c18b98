SELECT sha256 FROM photo WHERE state = 'receipt' ORDER BY added_at, sha256
