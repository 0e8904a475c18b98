//! `calendar import`: the State Council's arrangement of another year. Due
//! dates are computed anew; what moved reaches every desk by sync. `calendar
//! show`: what the calendar covers, and whether it runs out.

use super::encoding;
use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::rulebook::Rulebook;
use crate::store::directory::CALENDAR;
use crate::store::{audit, case};
use crate::work::Work;
use casework::calendar::EndsSoon;
use casework::{Arrangement, Calendar, Moment, Summary, calendar_changed};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

#[derive(Debug, Serialize)]
pub struct Imported {
    pub version: u32,
    pub known_until: chrono::NaiveDate,
    /// replaced as a whole
    pub years: BTreeSet<i32>,
    pub days_off: usize,
    pub make_up_days: usize,
    /// cases whose due date moved
    pub moved: u64,
}

#[derive(Debug, Serialize)]
pub struct Shown {
    pub version: u32,
    pub known_until: chrono::NaiveDate,
    pub years: BTreeSet<i32>,
    /// null: not within three months
    pub ends_soon: Option<EndsSoon>,
}

pub fn show(app: &App) -> Result<Shown> {
    let now = app.now();
    app.read(|tx| {
        let calendar = &app.book(tx)?.calendar;
        Ok(Shown {
            version: calendar.version,
            known_until: calendar.known_until,
            years: calendar.years(),
            ends_soon: calendar.ends_soon(now.date()),
        })
    })
}

/// The administrator's log says so at start and every day.
pub(crate) fn warn_of_the_end(app: &App, now: Moment) -> Result<()> {
    let ends = app.read(|tx| Ok(app.book(tx)?.calendar.ends_soon(now.date())))?;
    if let Some(EndsSoon {
        known_until,
        days_left,
    }) = ends
    {
        tracing::warn!(
            %known_until,
            days_left,
            "the working-day calendar ends; due dates beyond are estimates: import the next year with `calendar import`"
        );
    }
    Ok(())
}

/// The whole calendar, or further years, as rows, .ics or JSON.
pub fn import(app: &App, file: &Path) -> Result<Imported> {
    let text = encoding::read(file, "calendar.file")?;
    let read = Arrangement::read(&text)
        .map_err(|error| Error::told(error.code(), format!("{}, {error}", file.display())))?;
    let (days_off, make_up_days) = read.days();
    app.write(|work| {
        let years = read.years().clone();
        let calendar = work.book.calendar.with(read);
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
            years,
            days_off,
            make_up_days,
            moved,
        })
    })
}

/// Computes the open cases anew. Where the due date moved, the case says so; what
/// else lists show of the calendar (预估, when the lamp turns) moves silently.
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
            let Some(mut stored) = case::load(work.tx, row.parse(1)?)? else {
                continue;
            };
            let context = work.context(None, None);
            let told = calendar_changed(&stored.case, &before.calendar, &context);
            if !told.is_empty() {
                work.append(&mut stored, told)?;
                moved += 1;
                continue;
            }
            let old = Summary::of(&stored.case, &before.calendar, &before.rules);
            let new = Summary::of(&stored.case, &work.book.calendar, &work.book.rules);
            if old != new {
                work.refresh(&stored)?;
            }
        }
    }
}

#[cfg(test)]
mod tests;
