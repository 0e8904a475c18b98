//! Originals that leave this desk: the centre and a backup have them, and nobody
//! here works with them any more. The row stays, and the photo is fetched again
//! through its case when somebody looks at it.

use crate::book::Book;
use crate::codes::code;
use crate::error::{Error, Result};
use crate::files::{PHOTOS, place_of};
use crate::meta;
use crate::photo::PhotoState;
use crate::store::sql;
use casework::Moment;
use rusqlite::{Connection, params};
use std::fs;
use std::io;

/// An office PC's disk is small, a month's photos are not: what is younger is
/// looked at often.
const KEPT_FOR: i64 = 30 * 24 * 3600 * 1000;

impl Book {
    /// Photos that may go once the server says again that it has them and a backup
    /// too; the oldest `most`.
    pub fn photos_that_may_go(&self, now: Moment, most: u32) -> Result<Vec<String>> {
        that_may_go(&*self.reader()?, now, None, most)
    }

    /// Removes the original, if that is still allowed; the server has just been
    /// asked. The row goes ahead: after a crash it says what was meant.
    pub fn let_photo_go(&self, sha256: &str, now: Moment) -> Result<bool> {
        {
            let mut writer = self.background();
            let tx = writer.transaction()?;
            if that_may_go(&tx, now, Some(sha256), 1)?.is_empty() {
                return Ok(false);
            }
            tx.prepare_cached(sql!("photo_state"))?
                .execute(params![sha256, code(PhotoState::Departing)])?;
            tx.commit()?;
        }
        self.depart(sha256)?;
        Ok(true)
    }

    /// Ends what a crash, or a file that was open, interrupted.
    pub(crate) fn finish_departing(&self) -> Result<()> {
        let departing: Vec<String> = {
            let db = self.reader()?;
            let mut statement = db.prepare_cached(sql!("photos_departing"))?;
            let rows = statement.query_map([], |row| row.get(0))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for sha256 in departing {
            self.depart(&sha256)?;
        }
        Ok(())
    }

    fn depart(&self, sha256: &str) -> Result<()> {
        let path = place_of(self.folder(), PHOTOS, sha256);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Error::file(&path, e)),
            _ => {}
        }
        self.background()
            .prepare_cached(sql!("photo_departed"))?
            .execute([sha256])?;
        Ok(())
    }
}

fn that_may_go(db: &Connection, now: Moment, one: Option<&str>, most: u32) -> Result<Vec<String>> {
    let generation = meta::number(db, meta::GENERATION)?;
    let mut statement = db.prepare_cached(sql!("photos_that_may_go"))?;
    let rows = statement.query_map(
        params![now.0 - KEPT_FOR, one, generation as i64, most],
        |row| row.get(0),
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
