-- Cases as they stood here before the server was set back, where it lacks some of
-- their history. `reported`: the epoch under which the server was told.
CREATE TABLE former (
    id       INTEGER PRIMARY KEY,
    case_id  BLOB    NOT NULL,
    content  INTEGER NOT NULL,
    document BLOB    NOT NULL,
    kept_at  INTEGER NOT NULL,
    reported TEXT,
    UNIQUE (case_id, content)
);
