-- Facts that exist once: device, incarnation, epoch, tokens, person, …
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Calendar, rules, directory, as the server sent them.
CREATE TABLE district (
    kind TEXT PRIMARY KEY,
    rev  INTEGER NOT NULL,
    body TEXT NOT NULL
);

-- What lists show. Narrow, because a commit elsewhere empties a reader's page
-- cache and every page read is decrypted again (SPEED.md). Columns hold the
-- server's word, or replica plus unsettled actions where `pending` > 0.
CREATE TABLE case_row (
    key                 INTEGER PRIMARY KEY,
    id                  BLOB    NOT NULL UNIQUE,
    number              TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    state               TEXT    NOT NULL,
    office              TEXT,
    channel             TEXT    NOT NULL,
    category            TEXT    NOT NULL,
    community           TEXT    NOT NULL,
    handler             TEXT,
    registered_at       INTEGER NOT NULL,
    due                 TEXT,
    due_clock           TEXT,
    yellow_from         TEXT,
    estimated           INTEGER NOT NULL,
    paused              INTEGER NOT NULL,
    answered_on         TEXT,
    answered_late       INTEGER,
    rating              TEXT,
    reopened            INTEGER NOT NULL,
    supervised          INTEGER NOT NULL,
    extension_requested INTEGER NOT NULL,
    letter              TEXT,
    visits              INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    -- of the replica, never of the overlay
    revision            INTEGER NOT NULL,
    -- rises with every new epoch: rows of an older one are read again
    generation          INTEGER NOT NULL,
    -- actions without an outcome that a list shows as 待同步
    pending             INTEGER NOT NULL DEFAULT 0,
    -- held actions of this case that nobody settled
    attention           INTEGER NOT NULL DEFAULT 0,
    -- access ended while something of ours was unsent
    frozen              INTEGER NOT NULL DEFAULT 0,
    rating_seen         INTEGER NOT NULL DEFAULT 0
);

-- The case as the server sent it: JSON of protocol's CaseDocument.
CREATE TABLE case_document (
    key  INTEGER PRIMARY KEY REFERENCES case_row (key) ON DELETE CASCADE ON UPDATE CASCADE,
    body BLOB NOT NULL
);

CREATE TABLE scope (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    -- JSON of protocol's Cursor; NULL: read from the start
    cursor TEXT
);

-- A case has a set of scopes. No index by scope: only a scope that is left as a
-- whole asks that way, and a first load would pay for it with every case.
CREATE TABLE case_scope (
    key   INTEGER NOT NULL REFERENCES case_row (key) ON DELETE CASCADE ON UPDATE CASCADE,
    scope INTEGER NOT NULL REFERENCES scope (id),
    PRIMARY KEY (key, scope)
) WITHOUT ROWID;

-- Cases that lost a scope; looked at when a pull has been read to its end.
CREATE TABLE leaving (
    key INTEGER PRIMARY KEY REFERENCES case_row (key) ON DELETE CASCADE ON UPDATE CASCADE
);

-- 已转派: what remains of a case that left.
CREATE TABLE stub (
    id      BLOB PRIMARY KEY,
    number  TEXT    NOT NULL,
    left_at INTEGER NOT NULL
);

-- A person's confirmed actions. The payload is fixed for ever.
CREATE TABLE outbox (
    -- AUTOINCREMENT: max + 1 on an emptied table would give a number again
    position     INTEGER PRIMARY KEY AUTOINCREMENT,
    id           BLOB    NOT NULL UNIQUE,
    case_id      BLOB    NOT NULL,
    case_number  TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    payload      TEXT    NOT NULL,
    hash         TEXT    NOT NULL,
    resolves     BLOB,
    confirmed_at INTEGER NOT NULL,
    -- 撤销 is possible until then; an explicit sync does not wait
    not_before   INTEGER NOT NULL,
    -- number within the incarnation; NULL once acknowledged under an older one
    seq          INTEGER,
    outcome      TEXT,
    code         TEXT,
    facts        TEXT,
    office       TEXT,
    effect_seq   INTEGER,
    number       TEXT,
    -- the epoch of the outcome, and how many pulls had begun when it came
    epoch        TEXT,
    pulls_begun  INTEGER,
    -- 1 once a pull begun after the outcome was read to its end
    settled      INTEGER NOT NULL DEFAULT 0,
    -- 1 once a backup covers the effect
    safe         INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outbox_unsettled ON outbox (case_id, position) WHERE settled = 0;
CREATE INDEX outbox_unsent ON outbox (position) WHERE outcome IS NULL;
CREATE INDEX outbox_unsafe ON outbox (position) WHERE safe = 0;
CREATE INDEX outbox_held ON outbox (position) WHERE outcome = 'held';
CREATE INDEX outbox_resolving ON outbox (resolves) WHERE resolves IS NOT NULL;

-- What the server could not take as it came; from the feed.
CREATE TABLE held (
    id       BLOB PRIMARY KEY,
    case_id  BLOB    NOT NULL,
    at       INTEGER NOT NULL,
    author   TEXT    NOT NULL,
    resolved INTEGER NOT NULL,
    rev      INTEGER NOT NULL,
    body     TEXT    NOT NULL
);
CREATE INDEX held_by_case ON held (case_id) WHERE resolved = 0;

CREATE TABLE held_scope (
    id    BLOB    NOT NULL REFERENCES held (id) ON DELETE CASCADE,
    scope INTEGER NOT NULL REFERENCES scope (id),
    PRIMARY KEY (id, scope)
) WITHOUT ROWID;

-- 需处理: held, and no action of ours settles it yet.
CREATE VIEW unresolved AS
SELECT held.id, held.case_id, held.at
FROM held
WHERE held.resolved = 0
  AND NOT EXISTS (SELECT 1 FROM outbox answer
                  WHERE answer.resolves = held.id
                    AND (answer.outcome IS NULL OR answer.outcome <> 'held'))
UNION ALL
-- known from the push already, not from the feed yet
SELECT sent.id, sent.case_id, sent.confirmed_at
FROM outbox sent
WHERE sent.outcome = 'held'
  AND NOT EXISTS (SELECT 1 FROM held WHERE held.id = sent.id)
  AND NOT EXISTS (SELECT 1 FROM outbox answer
                  WHERE answer.resolves = sent.id
                    AND (answer.outcome IS NULL OR answer.outcome <> 'held'));

-- Original photos of this desk, as encrypted files.
CREATE TABLE photo (
    sha256   TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    key      BLOB    NOT NULL,
    state    TEXT    NOT NULL,
    sent     INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL
);
CREATE INDEX photo_unsent ON photo (state, added_at) WHERE state <> 'safe';

-- Which visits refer to which photos.
CREATE TABLE photo_use (
    action  BLOB NOT NULL,
    sha256  TEXT NOT NULL REFERENCES photo (sha256),
    case_id BLOB NOT NULL,
    PRIMARY KEY (action, sha256)
) WITHOUT ROWID;
CREATE INDEX photo_use_by_photo ON photo_use (sha256);
CREATE INDEX photo_use_by_case ON photo_use (case_id);

-- Files fetched from the server: colleagues' photos, signed letters.
CREATE TABLE fetched (
    sha256     TEXT PRIMARY KEY,
    size       INTEGER NOT NULL,
    key        BLOB    NOT NULL,
    fetched_at INTEGER NOT NULL
);

-- Autosaved: must survive a kill.
CREATE TABLE draft (
    kind     TEXT    NOT NULL,
    case_id  BLOB    NOT NULL,
    item     TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (kind, case_id, item)
) WITHOUT ROWID;
CREATE INDEX draft_by_case ON draft (case_id);

-- One token a character (search module); contentless: the text stands in the
-- document already.
CREATE VIRTUAL TABLE search USING fts5 (
    text, initials,
    content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
);
-- Close to a page of 8192 bytes: the default doubles the size (SPEED.md).
INSERT INTO search (search, rank) VALUES ('pgsz', 8000);
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 2000);

-- Cases whose text the index does not hold yet.
CREATE TABLE to_index (
    key INTEGER PRIMARY KEY
);
