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
    /// the same, as they are stored
    pub history: String,
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
        history: row.text(5)?.to_owned(),
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
    let content = content(key, &id.to_string(), [&json, "[]", events])?;
    tx.execute(sql!("case_content"), params![content, key])?;
    Ok(key)
}

pub(crate) fn update(tx: &mut dyn Tx, stored: &Stored, summary: &Summary) -> Result<()> {
    let json = serde_json::to_string(summary)?;
    let received = serde_json::to_string(&stored.received)?;
    let id = stored.id.to_string();
    let content = content(stored.key, &id, [&json, &received, &stored.history])?;
    tx.execute(
        sql!("case_update"),
        params![
            &stored.ledger,
            summary.state.code(),
            !summary.state.is_final(),
            summary.revision,
            &json,
            &received,
            content,
            stored.key
        ],
    )?;
    Ok(())
}

pub(crate) fn append(tx: &mut dyn Tx, stored: &mut Stored, events: &[Event]) -> Result<()> {
    let joined = join(events)?;
    tx.execute(sql!("history_append"), params![&joined, stored.key])?;
    stored.history.push(',');
    stored.history.push_str(&joined);
    stored.events.extend_from_slice(events);
    Ok(())
}

/// The case as it travels, of its columns as they are stored.
pub(crate) fn write_document(
    out: &mut String,
    key: i64,
    id: &str,
    [summary, received, events]: [&str; 3],
) -> std::fmt::Result {
    write!(
        out,
        "{{\"kind\":\"case\",\"key\":{key},\"id\":\"{id}\",\"summary\":{summary},\"events\":[{events}]"
    )?;
    if received != "[]" {
        write!(out, ",\"received\":{received}")?;
    }
    out.write_char('}')
}

/// What a digest compares of a case.
fn content(key: i64, id: &str, columns: [&str; 3]) -> Result<i64> {
    let mut document = String::new();
    write_document(&mut document, key, id, columns)
        .map_err(|error| Error::Broken(error.to_string()))?;
    Ok(protocol::digest::content(document.as_bytes()))
}

/// Once, when the column is made: the content of all cases.
pub(crate) fn fill_contents(tx: &mut dyn Tx) -> Result<()> {
    let mut after = 0;
    loop {
        let rows = tx.query(sql!("case_documents"), params![after, AT_ONCE])?;
        for row in &rows {
            after = row.int(0)?;
            let columns = [row.text(2)?, row.text(3)?, row.text(4)?];
            let content = content(after, row.text(1)?, columns)?;
            tx.execute(sql!("case_content"), params![content, after])?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

/// Documents in memory at a time.
const AT_ONCE: i64 = 250;

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
