UPDATE outbox SET safe = 1, sealed = NULL
WHERE safe = 0 AND outcome IS NOT NULL AND epoch = ?1 AND office = ?2 AND effect_seq <= ?3
