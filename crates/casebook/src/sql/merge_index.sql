-- The index holds single characters, no text: its freed pages are not overwritten.
PRAGMA secure_delete = FAST;
INSERT INTO search (search, rank) VALUES ('merge', 50);
PRAGMA secure_delete = ON;
