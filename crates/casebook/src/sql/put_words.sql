INSERT OR REPLACE INTO search (rowid, text, initials) VALUES (?1, ?2, ?3)
