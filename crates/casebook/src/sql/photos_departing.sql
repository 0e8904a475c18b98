SELECT sha256 FROM photo WHERE state = 'departing' ORDER BY sha256
