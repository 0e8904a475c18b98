//! `restore`: the state of a backup, as a new epoch. Desks then read everything
//! anew and hand in again what they keep. All tokens die, revocations stay.

#[cfg(test)]
mod tests;

use super::numbers::{self, LastNumber, PaperRegister};
use crate::app::{Config, DATABASE};
use crate::clock::Clock;
use crate::db::{Sqlite, Tx, params, sql};
use crate::error::{Error, Result};
use crate::lock::ServeLock;
use crate::photos::{self, Photos};
use crate::revocations;
use crate::store::register::{self, Register};
use crate::store::{audit, ledger, meta};
use casework::Moment;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

pub fn restore(
    config: &Config,
    file: &Path,
    last_numbers: &[LastNumber],
    clock: &dyn Clock,
) -> Result<()> {
    embedded(config)?;
    let _lock = ServeLock::take(config)?;
    check(file)?;
    let fresh = config.data.join("district.restored");
    remove_all(&fresh)?;
    std::fs::copy(file, &fresh)?;
    marks::reached("server.restore.copied");
    let photos = Photos::new(config)?;
    take_photos(&fresh, &photos)?;
    marks::reached("server.restore.photos_taken");
    let place = config.data.join(DATABASE);
    {
        let restored = Sqlite::open(&fresh)?;
        let now = clock.now();
        restored.write(|tx| {
            begin_anew(tx, config, now)?;
            let since = given_since(tx, &place)?;
            numbers::keep(tx, &since, now)?;
            numbers::reserve(tx, last_numbers, now)
        })?;
        restored.fold()?;
    }
    marks::reached("server.restore.begun_anew");
    // The old database stays, in case the backup was the wrong one.
    if place.exists() {
        Sqlite::open(&place)?.fold()?;
        let old = format!("district.before-restore-{}.db", clock.now().0);
        std::fs::rename(&place, config.data.join(old))?;
    }
    marks::reached("server.restore.old_set_aside");
    remove_logs(&place)?;
    std::fs::rename(&fresh, &place)?;
    marks::reached("server.restore.placed");
    remove_logs(&fresh)?;
    Ok(())
}

/// The paper registers to look into: the backup does not know what they have
/// since. With what is known of them.
pub fn registers(config: &Config, file: &Path, clock: &dyn Clock) -> Result<Vec<PaperRegister>> {
    embedded(config)?;
    check(file)?;
    let place = config.data.join(DATABASE);
    Sqlite::open_copy(file)?.read(|tx| {
        let since = given_since(tx, &place)?;
        numbers::paper_registers(tx, &since, clock.now())
    })
}

/// What the database that the restore replaces has given since the backup, where
/// it is the same district's and can still be read.
fn given_since(tx: &mut dyn Tx, place: &Path) -> Result<BTreeMap<Register, u32>> {
    let district = meta::get(tx)?.district;
    let read = || -> Result<BTreeMap<Register, u32>> {
        Sqlite::open_copy(place)?.read(|tx| match meta::get(tx)?.district == district {
            true => register::all(tx),
            false => Ok(BTreeMap::new()),
        })
    };
    // A database that is broken is why one restores.
    Ok(read().unwrap_or_default())
}

fn embedded(config: &Config) -> Result<()> {
    match config.database_url {
        None => Ok(()),
        Some(_) => Err(Error::told(
            "restore.postgres",
            "PostgreSQL is restored by its own tools; run `numbers reserve` before serving, the first desk that comes back then starts the new epoch",
        )),
    }
}

/// Is it a backup of ours? Before anything is touched.
fn check(file: &Path) -> Result<()> {
    let unfit = |problem: String| {
        Error::told(
            "restore.no_backup",
            format!("{}: {problem}; nothing was changed", file.display()),
        )
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let copy = Connection::open_with_flags(file, flags).map_err(|e| unfit(e.to_string()))?;
    let whole: String = copy
        .query_row("PRAGMA quick_check", [], |row| row.get(0))
        .map_err(|error| unfit(error.to_string()))?;
    if whole != "ok" {
        return Err(unfit(format!("it is damaged: {whole}")));
    }
    copy.query_row("SELECT COUNT(*) FROM backup_blob", [], |_| Ok(()))
        .map_err(|_| unfit("it is no backup of this server".into()))
}

fn take_photos(fresh: &Path, photos: &Photos) -> Result<()> {
    let copy = Connection::open(fresh)?;
    let mut rows = copy.prepare("SELECT sha256, bytes FROM backup_blob ORDER BY sha256")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let (sha256, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if photos.put(&bytes)? != sha256 {
            return Err(Error::told(
                "restore.no_backup",
                format!("photo {sha256} in the backup is damaged; nothing was changed"),
            ));
        }
    }
    copy.execute_batch("DROP TABLE backup_blob; VACUUM;")?;
    Ok(())
}

fn begin_anew(tx: &mut dyn Tx, config: &Config, now: Moment) -> Result<()> {
    meta::new_epoch(tx, &config.chance)?;
    tx.execute(sql!("token_forget_all"), &[])?;
    tx.execute(sql!("device_all_tokens_die"), &[])?;
    revocations::apply(tx, &config.data)?;
    // What this backup holds is safe: it is the one that would be restored.
    for ledger in ledger::all(tx)? {
        tx.execute(sql!("ledger_safe"), params![ledger.seq, &ledger.id])?;
    }
    tx.execute(sql!("meta_backed_up"), params![now.0])?;
    audit::write(
        tx,
        audit::Entry {
            at: now,
            who: "terminal",
            device: None,
            act: "restore",
            subject: "",
        },
    )
}

fn remove_all(database: &Path) -> Result<()> {
    remove_logs(database)?;
    photos::remove_if_there(database)
}

fn remove_logs(database: &Path) -> Result<()> {
    for log in ["-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(log);
        photos::remove_if_there(Path::new(&name))?;
    }
    Ok(())
}
