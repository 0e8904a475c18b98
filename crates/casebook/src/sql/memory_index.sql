CREATE VIRTUAL TABLE search USING fts5 (
    text,
    content = '', contentless_delete = 1, tokenize = 'ascii', detail = full
);
