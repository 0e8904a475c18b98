//! The floor of a first synchronisation: the rows that it left in a desk's store, documents as they came and not packed,
//! in memory already, inserted by rusqlite in key order, 4 MB a transaction, indexes after.

use crate::Result;
use crate::desk::empty;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a first synchronisation fills.
const TABLES: &[&str] = &[
    "case_row",
    "case_document",
    "case_scope",
    "to_index",
    "follow_up_unread",
];
/// Its blobs are packed.
const DOCUMENTS: &str = "case_document";
/// As the store's own.
const PAGE: u32 = 8192;
const TRANSACTION: usize = 4 * 1024 * 1024;

pub struct Rows {
    tables: Vec<Table>,
    indexes: Vec<String>,
}

struct Table {
    name: String,
    create: String,
    rows: Vec<Vec<Value>>,
}

impl Rows {
    /// Of a desk's database.
    pub fn read(file: &Path, key: &[u8; 32]) -> Result<Self> {
        let db = open(file, Some(key))?;
        let mut tables = Vec::new();
        let mut indexes = Vec::new();
        for name in TABLES {
            let create: String = db.query_row(
                "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1",
                [name],
                |row| row.get(0),
            )?;
            let mut statement = db.prepare(
                "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY name",
            )?;
            for index in statement.query_map([name], |row| row.get(0))? {
                indexes.push(index?);
            }
            let mut statement = db.prepare(&format!("SELECT * FROM {name} ORDER BY key"))?;
            let columns = statement.column_count();
            let mut rows: Vec<Vec<Value>> = statement
                .query_map([], |row| {
                    (0..columns).map(|column| row.get(column)).collect()
                })?
                .collect::<rusqlite::Result<_>>()?;
            if *name == DOCUMENTS {
                unpack(&mut rows)?;
            }
            tables.push(Table {
                name: (*name).to_owned(),
                create,
                rows,
            });
        }
        Ok(Self { tables, indexes })
    }

    /// How long inserting all of them takes; encrypted with a key, plain without.
    pub fn insert(&self, folder: &Path, key: Option<&[u8; 32]>) -> Result<Duration> {
        empty(folder)?;
        let db = open(&folder.join("floor.db"), key)?;
        let began = Instant::now();
        for table in &self.tables {
            db.execute_batch(&table.create)?;
            let columns = table.rows.first().map_or(0, Vec::len);
            let places = vec!["?"; columns].join(", ");
            let insert = format!("INSERT INTO {} VALUES ({places})", table.name);
            let mut rows = table.rows.iter().peekable();
            while rows.peek().is_some() {
                db.execute_batch("BEGIN")?;
                let mut statement = db.prepare_cached(&insert)?;
                let mut bytes = 0;
                while bytes < TRANSACTION {
                    let Some(row) = rows.next() else { break };
                    bytes += row.iter().map(size).sum::<usize>();
                    statement.execute(params_from_iter(row))?;
                }
                drop(statement);
                db.execute_batch("COMMIT")?;
            }
        }
        for index in &self.indexes {
            db.execute_batch(index)?;
        }
        Ok(began.elapsed())
    }

    pub fn megabytes(&self) -> f64 {
        let all = self.tables.iter().flat_map(|table| &table.rows).flatten();
        all.map(size).sum::<usize>() as f64 / 1e6
    }
}

fn unpack(rows: &mut [Vec<Value>]) -> Result<()> {
    for value in rows.iter_mut().flatten() {
        if let Value::Blob(body) = value {
            *body = zstd::decode_all(body.as_slice())?;
        }
    }
    Ok(())
}

fn size(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 8,
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
    }
}

/// With the store's own settings.
pub fn open(file: &Path, key: Option<&[u8; 32]>) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(file, flags)?;
    match key {
        Some(key) => {
            db.pragma_update(None, "key", format!("x'{}'", hex::encode(key)))?;
            db.pragma_update(None, "cipher_page_size", PAGE)?;
        }
        None => db.pragma_update(None, "page_size", PAGE)?,
    }
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", false)?;
    db.pragma_update(None, "cache_size", -64 * 1024)?;
    db.pragma_update(None, "wal_autocheckpoint", 4000)?;
    Ok(db)
}
