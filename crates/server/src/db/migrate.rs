//! The schema, step by step. Steps are immutable once released; each runs in a
//! transaction of its own. A database from a newer server is refused.

use crate::error::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};

const SQLITE: [&str; 1] = [include_str!("migrations/sqlite/0001_district.sql")];

/// The newest schema this build knows.
pub(crate) const NEWEST: usize = SQLITE.len();

pub(crate) fn sqlite(connection: &mut Connection) -> Result<()> {
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let version = usize::try_from(version).unwrap_or(usize::MAX);
        if version > NEWEST {
            return Err(Error::NewerDatabase {
                found: version,
                known: NEWEST,
            });
        }
        let Some(step) = SQLITE.get(version) else {
            return Ok(());
        };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", (version + 1) as i64)?;
        transaction.commit()?;
    }
}
