-- The key opened one file, which is gone; the name stands in the case.
UPDATE photo SET state = 'departed', key = zeroblob(32), name = '' WHERE sha256 = ?1 AND state = 'departing'
