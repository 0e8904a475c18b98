//! The figures beside the navigation and on the strip; each is a filter.

use crate::book::Book;
use crate::codes::code;
use crate::error::Result;
use crate::list::{after, end_of_week};
use crate::photo::PhotoState;
use crate::row;
use crate::store::sql;
use casework::{Moment, State};
use rusqlite::{Connection, ToSql};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    pub cases: u64,
    pub by_state: BTreeMap<State, u64>,
    pub overdue: u64,
    pub due_today: u64,
    /// after today, to Sunday
    pub due_this_week: u64,
    pub new_ratings: u64,
    pub extension_requests: u64,
    pub letters_submitted: u64,
    pub letters_to_print: u64,
    pub attention: u64,
    /// actions not acknowledged
    pub unsent: u64,
    pub drafts: u64,
    pub photos_unsent: u64,
    pub photos: u64,
    /// cases that the search index does not hold yet
    pub unindexed: u64,
}

impl Overview {
    pub fn state(&self, state: State) -> u64 {
        self.by_state.get(&state).copied().unwrap_or(0)
    }
}

impl Book {
    pub fn overview(&self, now: Moment) -> Result<Overview> {
        let db = self.reader()?;
        let by_state = by_state(&db)?;
        let today = now.date();
        let (now, day) = (now.rfc3339(), row::date(today));
        let tomorrow = row::date(after(today));
        let week = row::date(after(end_of_week(today)));
        let local = code(PhotoState::Local);
        Ok(Overview {
            cases: by_state.values().sum(),
            by_state,
            overdue: count(&db, sql!("count_overdue"), &[&now, &day])?,
            due_today: count(&db, sql!("count_due_today"), &[&day, &now, &tomorrow])?,
            due_this_week: count(&db, sql!("count_due_between"), &[&tomorrow, &week])?,
            new_ratings: count(&db, sql!("count_new_ratings"), &[])?,
            extension_requests: count(&db, sql!("count_extension_requests"), &[])?,
            letters_submitted: count(&db, sql!("count_letters_submitted"), &[])?,
            letters_to_print: count(&db, sql!("count_letters_to_print"), &[])?,
            attention: count(&db, sql!("count_attention"), &[&code(PhotoState::Rotten)])?,
            unsent: count(&db, sql!("count_unsent"), &[])?,
            drafts: count(&db, sql!("count_drafts"), &[])?,
            photos_unsent: count(&db, sql!("count_photos_in_state"), &[&local])?,
            photos: count(&db, sql!("count_photos"), &[])?,
            unindexed: count(&db, sql!("count_unindexed"), &[])?,
        })
    }
}

fn by_state(db: &Connection) -> Result<BTreeMap<State, u64>> {
    let mut statement = db.prepare_cached(sql!("count_by_state"))?;
    let mut rows = statement.query([])?;
    let mut counts = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let state: String = row.get(0)?;
        if let Some(state) = State::parse(&state) {
            counts.insert(state, row.get::<_, i64>(1)? as u64);
        }
    }
    Ok(counts)
}

pub(crate) fn count(db: &Connection, query: &str, params: &[&dyn ToSql]) -> Result<u64> {
    let count: i64 = db
        .prepare_cached(query)?
        .query_row(params, |row| row.get(0))?;
    Ok(count as u64)
}
