//! Cases: the row for lists, the history that they are the fold of.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use casework::{Case, CaseId, Event, Summary, fold};
use std::fmt::Write;

/// A case as it is stored, folded.
pub(crate) struct Stored {
    /// ascending row number
    pub key: i64,
    pub id: CaseId,
    /// the ledger it is in: an office's, or the centre's
    pub ledger: String,
    /// photos whose bytes are here
    pub received: Vec<String>,
    pub events: Vec<Event>,
    pub case: Case,
}

pub(crate) fn load(tx: &mut dyn Tx, id: CaseId) -> Result<Option<Stored>> {
    let Some(row) = tx.first(sql!("case_load"), params![&id.to_string()])? else {
        return Ok(None);
    };
    let events = events(row.text(5)?)?;
    let case =
        fold(&events).ok_or_else(|| Error::Broken(format!("case {id} has no registration")))?;
    Ok(Some(Stored {
        key: row.int(0)?,
        id,
        ledger: row.text(3)?.to_owned(),
        received: row.json(4)?,
        events,
        case,
    }))
}

/// Reads a history column.
pub(crate) fn events(joined: &str) -> Result<Vec<Event>> {
    Ok(serde_json::from_str(&format!("[{joined}]"))?)
}

/// Writes a history column.
pub(crate) fn join(events: &[Event]) -> Result<String> {
    let mut joined = String::new();
    for event in events {
        let comma = if joined.is_empty() { "" } else { "," };
        let json = serde_json::to_string(event)?;
        write!(joined, "{comma}{json}").map_err(|error| Error::Broken(error.to_string()))?;
    }
    Ok(joined)
}

/// A new row with its history; answers its key.
pub(crate) fn insert(
    tx: &mut dyn Tx,
    id: CaseId,
    ledger: &str,
    summary: &Summary,
    events: &str,
) -> Result<i64> {
    let json = serde_json::to_string(summary)?;
    let row = tx.one(
        sql!("case_insert"),
        params![
            &id.to_string(),
            &summary.number,
            ledger,
            summary.state.code(),
            !summary.state.is_final(),
            summary.revision,
            &json,
            "[]"
        ],
    )?;
    let key = row.int(0)?;
    tx.execute(sql!("history_insert"), params![key, events])?;
    Ok(key)
}

pub(crate) fn update(tx: &mut dyn Tx, stored: &Stored, summary: &Summary) -> Result<()> {
    let json = serde_json::to_string(summary)?;
    let received = serde_json::to_string(&stored.received)?;
    tx.execute(
        sql!("case_update"),
        params![
            &stored.ledger,
            summary.state.code(),
            !summary.state.is_final(),
            summary.revision,
            &json,
            &received,
            stored.key
        ],
    )?;
    Ok(())
}

pub(crate) fn append(tx: &mut dyn Tx, key: i64, events: &[Event]) -> Result<()> {
    tx.execute(sql!("history_append"), params![&join(events)?, key])?;
    Ok(())
}

/// The case of this id or number.
pub(crate) fn find(tx: &mut dyn Tx, wanted: &str) -> Result<CaseId> {
    if let Ok(id) = wanted.parse() {
        return Ok(id);
    }
    match tx.first(sql!("case_by_number"), params![wanted])? {
        Some(row) => row.parse(0),
        None => Err(Error::told(
            "case.unknown",
            format!("there is no case “{wanted}”; give its id or its number YYYYMMDD-NNNN"),
        )),
    }
}

/// The next number of this China day: YYYYMMDD-NNNN.
pub(crate) fn next_number(tx: &mut dyn Tx, day: chrono::NaiveDate) -> Result<String> {
    let day = day.format("%Y%m%d").to_string();
    let last = tx.one(sql!("case_number_take"), params![&day])?.int(0)?;
    Ok(format!("{day}-{last:04}"))
}
