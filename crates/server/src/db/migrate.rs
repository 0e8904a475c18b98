//! The schema, step by step. Steps are immutable once released; each runs in a
//! transaction of its own. A database from a newer server is refused.

use super::{Tx, params, sqlite};
use crate::error::{Error, Result};
use crate::store::{case, follow_up};
use rusqlite::{Connection, TransactionBehavior};

const SQLITE: [&str; 7] = [
    include_str!("migrations/sqlite/0001_district.sql"),
    include_str!("migrations/sqlite/0002_shared_cases.sql"),
    include_str!("migrations/sqlite/0003_follow_ups.sql"),
    include_str!("migrations/sqlite/0004_contents.sql"),
    include_str!("migrations/sqlite/0005_reserved_numbers.sql"),
    include_str!("migrations/sqlite/0006_recovered.sql"),
    include_str!("migrations/sqlite/0007_growth.sql"),
];

const POSTGRES: [&str; 7] = [
    include_str!("migrations/postgres/0001_district.sql"),
    include_str!("migrations/postgres/0002_shared_cases.sql"),
    include_str!("migrations/postgres/0003_follow_ups.sql"),
    include_str!("migrations/postgres/0004_contents.sql"),
    include_str!("migrations/postgres/0005_reserved_numbers.sql"),
    include_str!("migrations/postgres/0006_recovered.sql"),
    include_str!("migrations/postgres/0007_growth.sql"),
];
// The engines' schemas go hand in hand.
const _: () = assert!(POSTGRES.len() == SQLITE.len());

/// The newest schema this build knows.
const NEWEST: usize = SQLITE.len();

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
        fill(version + 1, &mut sqlite::Open(&transaction))?;
        transaction.pragma_update(None, "user_version", (version + 1) as i64)?;
        marks::reached("server.migrate.before_commit");
        transaction.commit()?;
        marks::reached("server.migrate.after_commit");
    }
}

/// All steps that are missing, in the caller's transaction.
pub(crate) fn postgres(tx: &mut dyn Tx) -> Result<()> {
    tx.batch("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")?;
    let row = tx.one("SELECT COALESCE(MAX(version), 0) FROM schema_version", &[])?;
    let version = usize::try_from(row.int(0)?).unwrap_or(usize::MAX);
    if version > NEWEST {
        return Err(Error::NewerDatabase {
            found: version,
            known: NEWEST,
        });
    }
    for (place, step) in POSTGRES.iter().enumerate().skip(version) {
        tx.batch(step)?;
        fill(place + 1, tx)?;
        tx.execute(
            "INSERT INTO schema_version (version) VALUES ($1)",
            params![(place + 1) as u64],
        )?;
    }
    Ok(())
}

/// What a new table holds of what the store already knows, where SQL alone cannot
/// tell: in the transaction of the step that makes it.
fn fill(schema: usize, tx: &mut dyn Tx) -> Result<()> {
    match schema {
        FOLLOW_UPS => follow_up::fill(tx),
        CONTENTS => case::fill_contents(tx),
        _ => Ok(()),
    }
}

/// The schema with `follow_up`.
const FOLLOW_UPS: usize = 3;
/// The schema with `case_row.content`.
const CONTENTS: usize = 4;
