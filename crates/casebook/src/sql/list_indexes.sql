-- What lists filter and sort by. Built after the first load, not during it
-- (SPEED.md: indexes after 0.25 s, during the load 1.4 s).
CREATE INDEX IF NOT EXISTS case_row_due ON case_row (due);
CREATE INDEX IF NOT EXISTS case_row_state_due ON case_row (state, due);
CREATE INDEX IF NOT EXISTS case_row_community_due ON case_row (community, due);
CREATE INDEX IF NOT EXISTS case_row_state_community_due ON case_row (state, community, due);
CREATE INDEX IF NOT EXISTS case_row_number ON case_row (number);
CREATE INDEX IF NOT EXISTS case_row_handler_state_due ON case_row (handler, state, due);
CREATE INDEX IF NOT EXISTS case_row_marked ON case_row (key) WHERE pending > 0 OR attention > 0 OR frozen > 0;
CREATE INDEX IF NOT EXISTS case_row_new_rating ON case_row (key) WHERE rating IS NOT NULL AND rating_seen = 0;
CREATE INDEX IF NOT EXISTS case_row_letters_writing ON case_row (letters_writing) WHERE letters_writing > 0;
CREATE INDEX IF NOT EXISTS case_row_letters_submitted ON case_row (letters_submitted) WHERE letters_submitted > 0;
CREATE INDEX IF NOT EXISTS case_row_letters_to_print ON case_row (letters_to_print) WHERE letters_to_print > 0;
CREATE INDEX IF NOT EXISTS case_row_extension ON case_row (key) WHERE extension_requested = 1;
