UPDATE scope SET cursor = NULL;
INSERT INTO leaving (key) SELECT key FROM case_row WHERE true ON CONFLICT (key) DO NOTHING;
DELETE FROM case_scope;
DELETE FROM held_scope;
DELETE FROM held;
-- A receipt of another epoch counts for nothing.
UPDATE photo SET state = 'local', sent = 0 WHERE state = 'receipt';
