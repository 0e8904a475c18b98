//! `backup`: database and photos in one file, while the server runs. The file
//! is itself an SQLite database: the district's tables, and the photos' bytes
//! in `backup_blob`. What it covers is told to the desks as safe.

use crate::app::App;
use crate::db::{Database, Sqlite, params, sql};
use crate::error::{Error, Result};
use crate::store::{audit, ledger, meta};
use rusqlite::Connection;
use serde::Serialize;
use std::path::Path;

#[derive(Debug, Serialize)]
pub struct BackedUp {
    pub cases: u64,
    pub photos: u64,
    pub bytes: u64,
}

pub fn backup(app: &App, file: &Path) -> Result<BackedUp> {
    let Database::Sqlite(sqlite) = &app.0.db else {
        return Err(Error::told(
            "backup.postgres",
            "PostgreSQL is backed up by its own tools (point-in-time recovery); copy the photo folder or bucket after it",
        ));
    };
    app.read(meta::get)?;
    let unfinished = file.with_extension("unfinished");
    let done = write(app, sqlite, &unfinished);
    if done.is_err() {
        std::fs::remove_file(&unfinished).ok();
    }
    let started = done?;
    let ledgers = Sqlite::open_copy(&unfinished)?.read(ledger::all)?;
    marks::reached("server.backup.before_rename");
    std::fs::rename(&unfinished, file)?;
    #[cfg(unix)]
    sync_folder_of(file)?;
    // Only now is it safe: the file is whole, on the disk and under its name.
    app.write(|work| {
        for ledger in &ledgers {
            work.tx
                .execute(sql!("ledger_safe"), params![ledger.seq, &ledger.id])?;
        }
        work.tx.execute(sql!("meta_backed_up"), params![started])?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "backup",
                subject: "",
            },
        )?;
        marks::reached("server.backup.before_commit");
        Ok(())
    })?;
    marks::reached("server.backup.after_commit");
    let photos = app.read(|tx| Ok(tx.query(sql!("blob_all"), &[])?.len() as u64))?;
    Ok(BackedUp {
        cases: ledgers.iter().map(|ledger| ledger.cases).sum(),
        photos,
        bytes: std::fs::metadata(file)?.len(),
    })
}

/// Makes the file's name durable.
#[cfg(unix)]
fn sync_folder_of(file: &Path) -> Result<()> {
    let file = std::path::absolute(file)?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    Ok(std::fs::File::open(folder)?.sync_all()?)
}

/// Answers when it began: what was stored by then is in it.
fn write(app: &App, sqlite: &Sqlite, file: &Path) -> Result<i64> {
    if file.exists() {
        std::fs::remove_file(file)?;
    }
    let started = app.now().0;
    sqlite.copy_to(file)?;
    let copy = Connection::open(file)?;
    copy.execute_batch(
        "PRAGMA journal_mode = DELETE;
         CREATE TABLE backup_blob (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
    )?;
    let names: Vec<String> = {
        let mut names = copy.prepare("SELECT sha256 FROM blob ORDER BY sha256")?;
        names
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?
    };
    let mut insert = copy.prepare("INSERT INTO backup_blob (sha256, bytes) VALUES ($1, $2)")?;
    for sha256 in names {
        let bytes = app.0.photos.read(&sha256)?;
        if crate::photos::hash(&bytes) != sha256 {
            return Err(Error::told(
                "backup.rotten_photo",
                format!(
                    "photo {sha256} does not match its hash any more; bring it back from an older backup first"
                ),
            ));
        }
        insert.execute(rusqlite::params![sha256, bytes])?;
    }
    drop(insert);
    copy.close().map_err(|(_, error)| error)?;
    std::fs::File::open(file)?.sync_all()?;
    Ok(started)
}
