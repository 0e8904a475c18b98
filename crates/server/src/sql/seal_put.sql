INSERT INTO office_seal (office, sealed, key_id, fingerprint, diameter_mm, since, by_user)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (office) DO UPDATE SET
  sealed = excluded.sealed, key_id = excluded.key_id, fingerprint = excluded.fingerprint,
  diameter_mm = excluded.diameter_mm, since = excluded.since, by_user = excluded.by_user
