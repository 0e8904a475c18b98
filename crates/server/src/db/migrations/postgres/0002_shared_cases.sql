-- Offices beside the lead that see a case: asked to assist (会办), or with a task
-- of a joint meeting. A case is in exactly one office; these read it too.
CREATE TABLE case_share (
  office   TEXT NOT NULL REFERENCES ledger (id),
  case_key BIGINT NOT NULL REFERENCES case_row (key),
  PRIMARY KEY (office, case_key)
);
CREATE INDEX case_share_of_case ON case_share (case_key);
