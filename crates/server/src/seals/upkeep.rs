//! Seals whose key is lost, and those of a server that did not encrypt them.

use super::key::Key;
use super::{By, Kept, USUAL_MM, keep, missing, remove, wrong};
use crate::app::App;
use crate::db::{Database, Sqlite};
use crate::error::{Error, Result};
use crate::store::seal;

/// Encrypts what a server before this one stored; answers how many.
pub(crate) fn take_over(app: &App) -> Result<usize> {
    if app.read(seal::plain)?.is_empty() {
        return Ok(0);
    }
    let embedded = match &app.0.db {
        Database::Sqlite(sqlite) => Some(sqlite),
        Database::Postgres(_) => None,
    };
    let now = app.now();
    let taken = app.write(|work| {
        let plain = seal::plain(work.tx)?;
        for one in &plain {
            if seal::find(work.tx, &one.office)?.is_some() {
                // Put on file since: that one counts.
                continue;
            }
            let kept = Kept {
                office: &one.office,
                by: By::TERMINAL,
                picture: &one.picture,
                diameter_mm: USUAL_MM,
            };
            keep(work.tx, &app.0.config, one.since.unwrap_or(now), &kept)?;
        }
        if embedded.is_some() {
            // Else the bytes stay in the file, on pages that are free.
            work.tx.batch("PRAGMA secure_delete = ON")?;
        }
        seal::forget_plain(work.tx)?;
        work.directory_changed()?;
        Ok(plain.len())
    })?;
    // And in its log.
    embedded.map_or(Ok(()), Sqlite::fold)?;
    Ok(taken)
}

/// A fresh key where the old one is lost for good: what it encrypted is gone with
/// it. Answers whose seals those are.
pub(crate) fn new_key(app: &App) -> Result<Vec<String>> {
    let place = app.0.config.seal_key();
    if place.exists() {
        return Err(Error::told(
            "seal.key_exists",
            format!(
                "there is a key at {}; a fresh one is only made where none is",
                place.display()
            ),
        ));
    }
    app.write(|work| {
        Key::create(&place, &app.0.config.chance)?;
        let lost = seal::keys(work.tx)?;
        for (office, _) in &lost {
            remove(work.tx, office, By::TERMINAL, work.now)?;
        }
        work.directory_changed()?;
        Ok(lost.into_iter().map(|(office, _)| office).collect())
    })
}

/// Why the seals cannot be placed just now, if so.
pub(crate) fn problem(app: &App) -> Result<Option<Error>> {
    let keys = app.read(seal::keys)?;
    let Some((_, key_id)) = keys.first() else {
        return Ok(None);
    };
    Ok(match Key::read(&app.0.config.seal_key()) {
        Ok(Some(key)) if key.id() == *key_id => None,
        Ok(Some(_)) => Some(wrong()),
        Ok(None) => Some(missing()),
        Err(error) => Some(error),
    })
}
