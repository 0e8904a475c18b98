-- Of a case: the content and the length of its history (in characters) as they
-- were sent at `seq`, and at the seq before it. Who has read the scope up to
-- there has that document, and needs only what the case gained since.
ALTER TABLE feed ADD COLUMN content BIGINT;
ALTER TABLE feed ADD COLUMN length BIGINT;
ALTER TABLE feed ADD COLUMN base_seq BIGINT;
ALTER TABLE feed ADD COLUMN base_content BIGINT;
ALTER TABLE feed ADD COLUMN base_length BIGINT;
