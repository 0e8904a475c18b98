//! The files of desks and centre as they lie on the disk, read past the programs
//! under test, and read again only where they changed.

mod centre;
mod desk;

pub use centre::{CentreDocument, CentreFiles, CentreLook, FeedRow};
pub use desk::{DeskFiles, DeskLook, Words};

use rusqlite::{Connection, OpenFlags, Row};
use std::path::Path;
use uuid::Uuid;

macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/simulation/sql/",
            $name,
            ".sql"
        ))
    };
}
use sql;

fn open(database: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(database, flags).unwrap()
}

fn rows<T>(db: &Connection, sql: &str, read: impl Fn(&Row) -> rusqlite::Result<T>) -> Vec<T> {
    let mut statement = db.prepare_cached(sql).unwrap();
    let rows = statement.query_map([], read).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn uuid(row: &Row, column: &str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

/// Moves when another connection has written.
fn version(db: &Connection) -> i64 {
    db.query_row("PRAGMA data_version", [], |row| row.get(0))
        .unwrap()
}
