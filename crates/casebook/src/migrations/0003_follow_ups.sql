-- 回访, the nth of a case: what the three rates count, as JSON of the rulebook's FollowUp.
CREATE TABLE follow_up (
    key    INTEGER NOT NULL REFERENCES case_row (key) ON DELETE CASCADE ON UPDATE CASCADE,
    place  INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    record TEXT    NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE INDEX follow_up_in_time ON follow_up (at);

-- Cases whose document has follow-ups that were not read into it yet.
CREATE TABLE follow_up_unread (
    key INTEGER PRIMARY KEY REFERENCES case_row (key) ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO follow_up_unread (key)
SELECT key FROM case_document WHERE instr(body, CAST('"kind":"followed_up"' AS BLOB)) > 0;

-- The formula of the rates may have been sent to a desk that did not know it yet:
-- what the district shares is read once more.
UPDATE scope SET cursor = NULL WHERE name = 'district';
