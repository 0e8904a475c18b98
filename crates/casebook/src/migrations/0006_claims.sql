-- The date of the letter that a sign-off made; with `number` it is what the paper
-- has, claimed again when the server was restored to a time before it.
ALTER TABLE outbox ADD COLUMN signed_on TEXT;
