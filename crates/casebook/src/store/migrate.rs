//! Numbered, immutable changes of the format, each in one transaction that also
//! raises `user_version`. A copy is made before an existing store is changed; a
//! newer store is refused and left as it is.

use super::open::DATABASE;
use crate::disk::sync_folder;
use crate::error::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long the store of before is kept: until the new one has shown itself, and
/// no longer, for it also holds cases that leave this desk meanwhile.
const COPY_KEPT: Duration = Duration::from_secs(7 * 24 * 3600);

const COPIES: &str = "copies";

const MIGRATIONS: [&str; 10] = [
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_joint.sql"),
    include_str!("../migrations/0003_follow_ups.sql"),
    include_str!("../migrations/0004_for_the_head.sql"),
    include_str!("../migrations/0005_contents.sql"),
    include_str!("../migrations/0006_claims.sql"),
    include_str!("../migrations/0007_former.sql"),
    include_str!("../migrations/0008_departed.sql"),
    include_str!("../migrations/0009_letters.sql"),
    include_str!("../migrations/0010_packed.sql"),
];

pub(crate) fn migrate(connection: &mut Connection, folder: &Path) -> Result<()> {
    run(connection, folder, &MIGRATIONS)
}

pub(super) fn run(connection: &mut Connection, folder: &Path, steps: &[&str]) -> Result<()> {
    let known = steps.len() as u32;
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(Error::NewerVersion { found, known });
    }
    if found > 0 && found < known {
        copy(connection, folder, found)?;
    }
    if found == known {
        // In the way of nobody: another start tries again.
        let _ = let_old_copies_go(&folder.join(COPIES), SystemTime::now());
    }
    for (index, step) in steps.iter().enumerate().skip(found as usize) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(step)?;
        tx.pragma_update(None, "user_version", index as u32 + 1)?;
        marks::reached("desk.migrate.before_commit");
        tx.commit()?;
        marks::reached("desk.migrate.after_commit");
    }
    Ok(())
}

/// The whole store as it was, encrypted with the same key. The caller holds the
/// store's lock, so nobody writes meanwhile.
fn copy(connection: &Connection, folder: &Path, version: u32) -> Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let copies = folder.join(COPIES);
    let failed = |e| Error::file(&copies, e);
    fs::create_dir_all(&copies).map_err(failed)?;
    let to = copies.join(format!("book-format-{version}.db"));
    if to.exists() {
        // Of an earlier attempt; what it holds is not older than what is here.
        return Ok(());
    }
    let temporary = copies.join("copying.tmp");
    fs::copy(folder.join(DATABASE), &temporary).map_err(failed)?;
    marks::reached("desk.migrate.copy.before_fsync");
    File::options()
        .write(true)
        .open(&temporary)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    marks::reached("desk.migrate.copy.before_rename");
    fs::rename(&temporary, &to).map_err(failed)?;
    marks::reached("desk.migrate.copy.before_folder_fsync");
    sync_folder(&copies)?;
    marks::reached("desk.migrate.copied");
    Ok(())
}

fn let_old_copies_go(copies: &Path, now: SystemTime) -> io::Result<()> {
    for entry in fs::read_dir(copies)? {
        let entry = entry?;
        let age = now.duration_since(entry.metadata()?.modified()?);
        if age.is_ok_and(|age| age > COPY_KEPT) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
