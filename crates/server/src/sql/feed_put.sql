-- A transaction has one seq and may move a case more than once: what stood there
-- before the transaction is the base.
INSERT INTO feed (scope, kind, entity, seq, op, case_key, content, length)
VALUES (
  $1, $2, $3, $4, $5, $6,
  (SELECT content FROM case_row WHERE key = $6),
  (SELECT length(events) FROM history WHERE case_key = $6)
)
ON CONFLICT (scope, kind, entity) DO UPDATE SET
  base_seq = CASE
    WHEN feed.seq = excluded.seq THEN feed.base_seq
    -- no content: it was sent before there were bases
    WHEN feed.op = 'put' AND feed.content IS NOT NULL THEN feed.seq
  END,
  base_content = CASE WHEN feed.seq = excluded.seq THEN feed.base_content WHEN feed.op = 'put' THEN feed.content END,
  base_length = CASE WHEN feed.seq = excluded.seq THEN feed.base_length WHEN feed.op = 'put' THEN feed.length END,
  seq = excluded.seq,
  op = excluded.op,
  content = excluded.content,
  length = excluded.length
