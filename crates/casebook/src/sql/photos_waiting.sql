SELECT sha256, size, name, state, sent FROM photo WHERE state <> 'safe' ORDER BY added_at, sha256
