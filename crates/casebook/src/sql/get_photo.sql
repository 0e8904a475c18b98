SELECT sha256, size, name, state, sent FROM photo WHERE sha256 = ?1 ORDER BY sha256
