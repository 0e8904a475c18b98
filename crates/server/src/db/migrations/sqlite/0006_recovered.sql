-- Cases as desks had them before this server was set back, where it lacks some of
-- their history. For a person to look at; never applied.
CREATE TABLE recovered (
  device      TEXT NOT NULL,
  case_id     TEXT NOT NULL,
  hash        TEXT NOT NULL,
  user_id     TEXT NOT NULL,
  number      TEXT NOT NULL,
  document    TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (device, case_id, hash)
) STRICT, WITHOUT ROWID;
