-- 印章图样 of an office. It never leaves the server, and whoever has the database
-- alone does not see it: the key lies in a file outside.
CREATE TABLE office_seal (
  office      TEXT PRIMARY KEY REFERENCES office (id),
  sealed      BLOB NOT NULL,
  key_id      TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  diameter_mm INTEGER NOT NULL,
  since       INTEGER NOT NULL,
  by_user     TEXT NOT NULL
) STRICT;

-- Those from before, until the server that has the key takes them over.
ALTER TABLE seal RENAME TO plain_seal;

-- Of acts with a seal: whose it is, and the SHA-256 of its picture.
ALTER TABLE audit ADD COLUMN office TEXT;
ALTER TABLE audit ADD COLUMN seal TEXT;
CREATE INDEX audit_of_seal ON audit (office, id) WHERE seal IS NOT NULL;
