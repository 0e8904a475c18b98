-- A number whose letter a restore lost is reserved until its sign-off is handed in
-- again: it has neither letter nor void_reason, and signed_at says since when it
-- can have been given at the earliest.
ALTER TABLE number_register ADD COLUMN reserved_at BIGINT;
CREATE INDEX number_reserved ON number_register (reserved_at) WHERE letter IS NULL AND void_reason IS NULL;
