-- The hash of the case's document as it travels: what a digest compares. Filled
-- when it is made.
ALTER TABLE case_row ADD COLUMN content INTEGER NOT NULL DEFAULT 0;
