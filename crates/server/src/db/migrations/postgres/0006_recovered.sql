-- Cases as desks had them before this server was set back, where it lacks some of
-- their history. For a person to look at; never applied.
CREATE TABLE recovered (
  device      TEXT NOT NULL,
  case_id     TEXT NOT NULL,
  hash        TEXT NOT NULL,
  user_id     TEXT NOT NULL,
  number      TEXT NOT NULL,
  document    TEXT NOT NULL,
  bytes       BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (device, case_id, hash)
);
