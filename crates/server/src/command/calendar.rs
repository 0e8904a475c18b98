//! `calendar import`: the State Council's arrangement of another year. Due
//! dates are computed anew; what moved reaches every desk by sync.

use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::rulebook::Rulebook;
use crate::store::directory::CALENDAR;
use crate::store::{audit, case};
use crate::work::Work;
use casework::{Calendar, Summary};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

#[derive(Debug, Serialize)]
pub struct Imported {
    pub version: u32,
    pub known_until: chrono::NaiveDate,
    /// cases whose due date moved
    pub moved: u64,
}

/// Reads `date,weekday,kind,name` rows: the whole calendar, or further years.
pub fn import(app: &App, file: &Path) -> Result<Imported> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Error::told("calendar.file", format!("{}: {error}", file.display())))?;
    let text = text.trim_start_matches('\u{feff}');
    app.write(|work| {
        let known = &work.book.calendar;
        let read = Calendar::from_csv(known.version + 1, text)
            .map_err(|error| Error::told(error.code(), format!("{}: {error}", file.display())))?;
        let calendar = merge(known, read);
        work.document_changed(CALENDAR, &serde_json::to_string(&calendar)?)?;
        let (version, known_until) = (calendar.version, calendar.known_until);
        let moved = recompute(work, calendar)?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "calendar_import",
                subject: &version.to_string(),
            },
        )?;
        Ok(Imported {
            version,
            known_until,
            moved,
        })
    })
}

/// A year that the file has is replaced as a whole; other years stay.
fn merge(known: &Calendar, mut read: Calendar) -> Calendar {
    use chrono::Datelike;
    let years: std::collections::BTreeSet<i32> =
        read.exceptions.keys().map(Datelike::year).collect();
    for (date, exception) in &known.exceptions {
        if !years.contains(&date.year()) {
            read.exceptions.insert(*date, exception.clone());
        }
    }
    read.known_until = read.known_until.max(known.known_until);
    read
}

/// Moves the open cases whose facts for lists follow from the calendar.
fn recompute(work: &mut Work, calendar: Calendar) -> Result<u64> {
    let before = Arc::clone(&work.book);
    work.book = Arc::new(Rulebook::with_calendar(&before, calendar));
    let (mut after, mut moved) = (0, 0);
    loop {
        let rows = work
            .tx
            .query(sql!("case_open_after"), params![after, 500_i64])?;
        let Some(last) = rows.last() else {
            return Ok(moved);
        };
        after = last.int(0)?;
        for row in &rows {
            let Some(stored) = case::load(work.tx, row.parse(1)?)? else {
                continue;
            };
            let old = Summary::of(&stored.case, &before.calendar, &before.rules);
            let new = Summary::of(&stored.case, &work.book.calendar, &work.book.rules);
            if old != new {
                work.refresh(&stored)?;
                moved += 1;
            }
        }
    }
}
