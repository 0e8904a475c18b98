-- 回访, the nth of a case: what the three rates count. Office, marks and reason are
-- those of the time. Filled from the histories when it is made.
CREATE TABLE follow_up (
  case_key        BIGINT NOT NULL REFERENCES case_row (key),
  place           BIGINT NOT NULL,
  at              BIGINT NOT NULL,
  office          TEXT NOT NULL,
  category        TEXT NOT NULL,
  channel         TEXT NOT NULL,
  valid           BIGINT NOT NULL,
  contacted       BIGINT NOT NULL,
  solved          TEXT NOT NULL,
  rating          TEXT,
  marks           TEXT NOT NULL,
  unsolved_reason TEXT,
  PRIMARY KEY (case_key, place)
);
CREATE INDEX follow_up_in_time ON follow_up (at);
