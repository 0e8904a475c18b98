-- What a person wrote on a case that left stays until a backup has it, sealed to
-- the server's key: `payload` is empty then, and `sealed` an envelope of protocol's.
ALTER TABLE outbox ADD COLUMN sealed BLOB;
CREATE INDEX outbox_readable ON outbox (case_id) WHERE payload <> '';
