-- The hash of the document as this scope brought it: what a digest compares.
ALTER TABLE case_scope ADD COLUMN content INTEGER NOT NULL DEFAULT 0;

-- Of what is here it is unknown: every case is read once more, and what does not
-- come again leaves.
UPDATE scope SET cursor = NULL;
INSERT INTO leaving (key) SELECT key FROM case_row WHERE true ON CONFLICT (key) DO NOTHING;
DELETE FROM case_scope;
