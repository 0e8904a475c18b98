-- Letters of a case on each list, not only its newest.
ALTER TABLE case_row ADD COLUMN letters_writing    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN letters_submitted  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN letters_registered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN letters_to_print   INTEGER NOT NULL DEFAULT 0;
DROP INDEX IF EXISTS case_row_open_letter;

-- Of what is here only the newest is known: every case is read once more.
UPDATE case_row SET
    letters_writing    = letter IN ('draft', 'returned'),
    letters_submitted  = letter = 'submitted',
    letters_registered = letter IN ('signed', 'printed', 'voided'),
    letters_to_print   = letter = 'signed' AND state = 'in_progress'
WHERE letter IS NOT NULL;
UPDATE scope SET cursor = NULL;
