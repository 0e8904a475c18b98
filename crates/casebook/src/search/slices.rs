//! Building the index of a store: slices of 100 cases, each a transaction of its
//! own, so that a save or a list never waits longer than for one of them.

use super::query;
use super::words;
use crate::book::Book;
use crate::district::District;
use crate::error::Result;
use crate::overlay;
use crate::overview::count;
use crate::replica::IncomingCase;
use crate::store::sql;
use casework::Case;
use rusqlite::{Connection, OptionalExtension, params};

/// Cases of one slice: 3–6 ms of the writer (SPEED.md).
const SLICE: i64 = 100;

impl Book {
    /// Indexes one slice; returns how many cases still wait.
    pub fn index_slice(&self) -> Result<u64> {
        self.slice(self.background())
    }

    /// Indexes everything that waits.
    pub fn index_all(&self) -> Result<()> {
        while self.index_slice()? > 0 {}
        Ok(())
    }

    /// When the store is idle: one segment is searched faster than many.
    pub fn optimize_index(&self) -> Result<()> {
        self.background().execute_batch(sql!("optimize_index"))?;
        Ok(())
    }

    /// Before a search: indexes what waits if that is no more than a slice.
    /// Returns how many cases the search will not see.
    pub(crate) fn index_waiting(&self) -> Result<u64> {
        let waiting = count(&*self.reader()?, sql!("count_unindexed"), &[])?;
        match waiting {
            0 => Ok(0),
            n if n <= SLICE as u64 => self.slice(self.writer()),
            n => Ok(n),
        }
    }

    fn slice(&self, mut writer: crate::store::Turn<'_>) -> Result<u64> {
        let district = self.district();
        let tx = writer.transaction()?;
        let keys: Vec<i64> = tx
            .prepare_cached(sql!("next_to_index"))?
            .query_map([SLICE], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for key in &keys {
            index(&tx, *key, &district)?;
        }
        let left = count(&tx, sql!("count_unindexed"), &[])?;
        tx.commit()?;
        drop(writer);
        if !keys.is_empty() {
            // A turn of its own: a save may go first.
            self.background().execute_batch(sql!("merge_index"))?;
        }
        Ok(left)
    }
}

fn index(db: &Connection, key: i64, district: &District) -> Result<()> {
    let here: bool = db
        .prepare_cached(sql!("document_is_here"))?
        .query_row([key], |row| row.get(0))?;
    match here {
        true => {
            let (text, initials) = words_of(&overlay::shown(db, key, district)?.case);
            db.prepare_cached(sql!("put_words"))?
                .execute(params![key, text, initials])?;
        }
        false => remove_words(db, key)?,
    }
    db.prepare_cached(sql!("indexed"))?.execute([key])?;
    Ok(())
}

/// The words of a case as it is shown: its registration, and the names.
fn words_of(case: &Case) -> (String, String) {
    let registration = &case.registration;
    let handler = case.handler.as_ref().map_or("", |by| by.name.as_str());
    let text = words::fields([
        registration.number.as_str(),
        &registration.title,
        &registration.body,
        &registration.citizen.name,
        &registration.citizen.phone,
        &registration.place.address,
        &registration.community,
        registration.origin.as_deref().unwrap_or_default(),
        handler,
    ]);
    let names = [
        words::initials(&registration.citizen.name),
        words::initials(handler),
    ];
    (text, words::fields(names.iter().map(String::as_str)))
}

/// The words of this case must be read again.
pub(crate) fn mark(db: &Connection, key: i64) -> Result<()> {
    db.prepare_cached(sql!("mark_to_index"))?.execute([key])?;
    Ok(())
}

/// The case is gone.
pub(crate) fn forget(db: &Connection, key: i64) -> Result<()> {
    db.prepare_cached(sql!("indexed"))?.execute([key])?;
    remove_words(db, key)
}

fn remove_words(db: &Connection, key: i64) -> Result<()> {
    db.prepare_cached(sql!("remove_words"))?.execute([key])?;
    Ok(())
}

/// Does the replica hold this case with the same words? A registration never
/// changes; the handler does.
pub(crate) fn same_words(db: &Connection, case: &IncomingCase) -> Result<bool> {
    Ok(db
        .prepare_cached(sql!("same_words"))?
        .query_row(
            params![
                case.key,
                case.id.0.as_bytes(),
                case.summary.handler.as_ref().map(casework::UserId::as_str),
            ],
            |row| row.get(0),
        )
        .optional()?
        .unwrap_or(false))
}

/// Keys of the newest hits; None when nothing searchable was typed.
pub(crate) fn newest_hits(db: &Connection, typed: &str, most: usize) -> Result<Option<Vec<i64>>> {
    let Some(expression) = query::expression(typed, true) else {
        return Ok(None);
    };
    let keys = db
        .prepare_cached(sql!("newest_hits"))?
        .query_map(params![expression, most as i64], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(keys))
}
