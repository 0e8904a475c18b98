SELECT sha256, size, name, state, sent
FROM photo
WHERE state <> 'safe' AND state NOT IN ('departing', 'departed')
ORDER BY added_at, sha256
