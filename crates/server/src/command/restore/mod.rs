//! `restore`: the state of a backup, as a new epoch. Desks then read everything
//! anew and hand in again what they keep. All tokens die, revocations stay.

#[cfg(test)]
mod tests;

use crate::app::{Config, DATABASE};
use crate::clock::Clock;
use crate::db::{Sqlite, Tx, params, sql};
use crate::error::{Error, Result};
use crate::lock::ServeLock;
use crate::photos::{self, Photos};
use crate::revocations;
use crate::store::{audit, ledger, letter, meta};
use casework::Moment;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::str::FromStr;

/// The last number that a paper register has: `白鹤街办函:2026=13`.
#[derive(Clone, Debug)]
pub struct LastNumber {
    pub word: String,
    pub year: i32,
    pub serial: u32,
}

impl FromStr for LastNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = || {
            let (word, rest) = text.split_once(':')?;
            let (year, serial) = rest.split_once('=')?;
            Some(Self {
                word: word.to_owned(),
                year: year.parse().ok()?,
                serial: serial.parse().ok()?,
            })
        };
        parts().ok_or_else(|| "write WORD:YEAR=NUMBER, e.g. 白鹤街办函:2026=13".to_owned())
    }
}

pub fn restore(
    config: &Config,
    file: &Path,
    last_numbers: &[LastNumber],
    clock: &dyn Clock,
) -> Result<()> {
    if config.database_url.is_some() {
        return Err(Error::told(
            "restore.postgres",
            "PostgreSQL is restored by its own tools; the first desk that comes back then starts the new epoch",
        ));
    }
    let _lock = ServeLock::take(config)?;
    check(file)?;
    let fresh = config.data.join("district.restored");
    remove_all(&fresh)?;
    std::fs::copy(file, &fresh)?;
    marks::reached("server.restore.copied");
    let photos = Photos::new(config)?;
    take_photos(&fresh, &photos)?;
    marks::reached("server.restore.photos_taken");
    {
        let restored = Sqlite::open(&fresh)?;
        let now = clock.now();
        restored.write(|tx| begin_anew(tx, config, last_numbers, now))?;
        restored.fold()?;
    }
    marks::reached("server.restore.begun_anew");
    let place = config.data.join(DATABASE);
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

fn begin_anew(
    tx: &mut dyn Tx,
    config: &Config,
    last_numbers: &[LastNumber],
    now: Moment,
) -> Result<()> {
    meta::new_epoch(tx)?;
    tx.execute(sql!("token_forget_all"), &[])?;
    tx.execute(sql!("device_all_tokens_die"), &[])?;
    revocations::apply(tx, &config.data)?;
    // What this backup holds is safe: it is the one that would be restored.
    for ledger in ledger::all(tx)? {
        tx.execute(sql!("ledger_safe"), params![ledger.seq, &ledger.id])?;
    }
    tx.execute(sql!("meta_backed_up"), params![now.0])?;
    for last in last_numbers {
        letter::void_missing(tx, &last.word, last.year, last.serial, now)?;
    }
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
