-- One row: what the district is.
CREATE TABLE meta (
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  district       TEXT NOT NULL,
  epoch          TEXT NOT NULL,
  sealing_secret BLOB NOT NULL,
  token_secret   BLOB NOT NULL,
  sample         INTEGER NOT NULL,
  backed_up_at   INTEGER
) STRICT;

-- One row per office, one for the dispatch centre, one for the district. A
-- writing transaction takes seq + 1 of every row it touches.
CREATE TABLE ledger (
  id       TEXT PRIMARY KEY,
  seq      INTEGER NOT NULL DEFAULT 0,
  safe_seq INTEGER NOT NULL DEFAULT 0,
  cases    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- How far a ledger was at the end of a China day: what is safe without backups.
CREATE TABLE ledger_day (
  ledger TEXT NOT NULL,
  day    TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (ledger, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
  id           TEXT PRIMARY KEY REFERENCES ledger (id),
  name         TEXT NOT NULL UNIQUE,
  legal_name   TEXT NOT NULL,
  number_words TEXT NOT NULL,
  communities  TEXT NOT NULL,
  phone        TEXT NOT NULL
) STRICT;

CREATE TABLE account (
  user_id    TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  role       TEXT NOT NULL,
  office     TEXT REFERENCES office (id),
  password   TEXT NOT NULL,
  disabled   INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

-- Keyed by the name as it was typed, so that unknown names lock like known ones.
CREATE TABLE sign_in_failure (
  typed_name   TEXT PRIMARY KEY,
  failures     INTEGER NOT NULL,
  last_at      INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT;

-- refresh: the hash of the token in use; next_refresh: of the one that the desk
-- asked for and has not used yet.
CREATE TABLE device (
  id           TEXT PRIMARY KEY,
  user_id      TEXT NOT NULL REFERENCES account (user_id),
  name         TEXT NOT NULL,
  state        TEXT NOT NULL,
  refresh      TEXT,
  next_refresh TEXT,
  created_at   INTEGER NOT NULL,
  seen_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX device_of_user ON device (user_id);

CREATE TABLE access_token (
  hash       TEXT PRIMARY KEY,
  device     TEXT NOT NULL REFERENCES device (id),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_token_of_device ON access_token (device);

-- office is a ledger: an office, or the centre while none has the case. version
-- rises with every change of the document, revision with every event.
CREATE TABLE case_row (
  key      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  number   TEXT NOT NULL UNIQUE,
  office   TEXT NOT NULL REFERENCES ledger (id),
  state    TEXT NOT NULL,
  is_open  INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  summary  TEXT NOT NULL,
  received TEXT NOT NULL
) STRICT;
CREATE INDEX case_of_office ON case_row (office, key);
CREATE INDEX case_open ON case_row (is_open, key);

-- The events of a case as JSON objects, one after another with commas between:
-- appending is `events || ',' || new`, sending is copying.
CREATE TABLE history (
  case_key INTEGER PRIMARY KEY REFERENCES case_row (key),
  events   TEXT NOT NULL
) STRICT;

CREATE TABLE feed (
  scope    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  entity   TEXT NOT NULL,
  seq      INTEGER NOT NULL,
  op       TEXT NOT NULL,
  case_key INTEGER,
  PRIMARY KEY (scope, kind, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_in_order ON feed (scope, seq, kind, entity);

-- Every action that arrived, byte for byte, with what became of it.
CREATE TABLE action (
  id          TEXT PRIMARY KEY,
  author      TEXT NOT NULL,
  device      TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  payload     BLOB NOT NULL,
  outcome     TEXT NOT NULL
) STRICT;

CREATE TABLE receipt (
  device      TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  hash        TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  PRIMARY KEY (device, incarnation, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
  id          TEXT PRIMARY KEY,
  ledger      TEXT NOT NULL,
  author      TEXT NOT NULL,
  author_name TEXT NOT NULL,
  case_id     TEXT NOT NULL,
  case_number TEXT NOT NULL,
  at          INTEGER NOT NULL,
  code        TEXT NOT NULL,
  facts       TEXT NOT NULL,
  payload     BLOB NOT NULL,
  resolved    INTEGER NOT NULL DEFAULT 0,
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;

-- At most one action settles a held one.
CREATE TABLE resolution (
  held   TEXT PRIMARY KEY,
  action TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  sha256    TEXT PRIMARY KEY,
  size      INTEGER NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which case refers to which bytes. received: whoever wrote the reference has
-- shown the bytes too; only then does it let others read them.
CREATE TABLE blob_ref (
  sha256   TEXT NOT NULL,
  case_key INTEGER NOT NULL REFERENCES case_row (key),
  source   TEXT NOT NULL,
  kind     TEXT NOT NULL,
  author   TEXT NOT NULL,
  size     INTEGER NOT NULL,
  received INTEGER NOT NULL,
  PRIMARY KEY (sha256, case_key, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_ref_of_case ON blob_ref (case_key);

CREATE TABLE upload (
  device     TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  complete   INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (device, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_of_user ON upload (user_id, sha256);

-- 发文字号, gapless per office, year and word. A number without a letter was
-- voided when a restore found it missing.
CREATE TABLE number_register (
  office      TEXT NOT NULL,
  year        INTEGER NOT NULL,
  word        TEXT NOT NULL,
  serial      INTEGER NOT NULL,
  letter      TEXT,
  case_key    INTEGER,
  signed_at   INTEGER NOT NULL,
  void_reason TEXT,
  PRIMARY KEY (office, year, word, serial)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX number_of_letter ON number_register (letter);

CREATE TABLE letter_job (
  letter    TEXT PRIMARY KEY,
  case_key  INTEGER NOT NULL REFERENCES case_row (key),
  signed_at INTEGER NOT NULL,
  backlog   INTEGER NOT NULL,
  done_at   INTEGER,
  next_at   INTEGER NOT NULL DEFAULT 0,
  problem   TEXT
) STRICT;
CREATE INDEX letter_job_open ON letter_job (done_at, backlog, signed_at);

-- 印章图样 of an office; it never leaves the server.
CREATE TABLE seal (
  office TEXT PRIMARY KEY REFERENCES office (id),
  png    BLOB NOT NULL
) STRICT;

CREATE TABLE case_number (
  day  TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Calendar, rule set, categories: data that every desk has.
CREATE TABLE document (
  kind    TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  json    TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  who     TEXT NOT NULL,
  device  TEXT,
  act     TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_in_time ON audit (at);
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
