//! One connection to the encrypted database, with everything a connection needs.

use crate::document;
use crate::error::{Error, Result};
use crate::key::StoreKey;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

pub(crate) const DATABASE: &str = "book.db";

/// SQLite 3.51.3 mends a bug that could corrupt a database in WAL mode.
const LEAST_SQLITE: i32 = 3_051_003;
/// Set at creation: bulk loads are 0.6–1.2 s faster per 100,000 cases than on
/// 4096, a save costs 0.37 instead of 0.29 ms (SPEED.md).
const PAGE: u32 = 8192;
const CACHE_KIB: u32 = 64 * 1024;
const BUSY: Duration = Duration::from_secs(10);

pub(crate) fn check_library() -> Result<()> {
    if rusqlite::version_number() < LEAST_SQLITE {
        return Err(Error::UnfitSqlite {
            found: rusqlite::version().to_owned(),
        });
    }
    Ok(())
}

/// Opens the database of `folder`; creates it only where `create` says so.
pub(crate) fn connect(folder: &Path, key: &StoreKey, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(folder.join(DATABASE), flags)?;
    // What goes wrong is an error of ours; SQLCipher need not write to stderr too.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    let raw = Zeroizing::new(format!(
        "x'{}'",
        Zeroizing::new(hex::encode(key.as_slice())).as_str()
    ));
    connection.pragma_update(None, "key", raw.as_str())?;
    connection.pragma_update(None, "cipher_page_size", PAGE)?;
    let cipher: String = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .map_err(|_| Error::NotEncrypting)?;
    if cipher.is_empty() {
        return Err(Error::NotEncrypting);
    }
    connection.busy_timeout(BUSY)?;
    // Temporary tables in memory: SQLCipher does not encrypt a sorter's file.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A case that leaves leaves nothing behind in freed pages either.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -i64::from(CACHE_KIB))?;
    document::teach(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}
