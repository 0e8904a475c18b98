//! A case's summary as a row of `case_row`, and back.

use crate::codes::{code, parse};
use crate::error::Result;
use crate::list::ListRow;
use crate::store::sql;
use casework::action::Channel;
use casework::summary::LetterCounts;
use casework::{CaseId, Moment, OfficeId, State, Summary, UserId};
use chrono::NaiveDate;
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Row, named_params, params};
use uuid::Uuid;

pub(crate) const COLUMNS: &str = sql!("row_columns");

/// Writes the server's word; false when the replica holds a newer revision.
pub(crate) fn put(
    db: &Connection,
    key: i64,
    id: CaseId,
    summary: &Summary,
    generation: u64,
) -> Result<bool> {
    let s = summary;
    let changed = db.prepare_cached(sql!("put_row"))?.execute(params![
        key,
        id.0.as_bytes(),
        s.number,
        s.title,
        s.state.code(),
        s.office.as_ref().map(OfficeId::as_str),
        s.channel.code(),
        s.category,
        s.community,
        s.handler.as_ref().map(UserId::as_str),
        s.registered_at.0,
        s.due.map(|due| due.to_string()),
        s.due_clock.map(code),
        s.yellow_from.map(date),
        s.estimated,
        s.paused,
        s.answered_on.map(date),
        s.answered_late,
        s.rating.map(code),
        s.reopened,
        s.supervised,
        s.extension_requested,
        s.letter.map(code),
        s.visits,
        s.changed_at.0,
        s.revision as i64,
        generation as i64,
        s.joint,
        s.paused_for.map(code),
        s.letters.writing,
        s.letters.submitted,
        s.letters.registered,
        s.letters.to_print,
    ])?;
    Ok(changed > 0)
}

/// Writes what is shown: replica plus unsettled actions.
pub(crate) fn show(
    db: &Connection,
    key: i64,
    s: &Summary,
    pending: u32,
    attention: u32,
) -> Result<()> {
    db.prepare_cached(sql!("show_row"))?.execute(params![
        key,
        s.state.code(),
        s.office.as_ref().map(OfficeId::as_str),
        s.handler.as_ref().map(UserId::as_str),
        s.due.map(|due| due.to_string()),
        s.due_clock.map(code),
        s.yellow_from.map(date),
        s.estimated,
        s.paused,
        s.answered_on.map(date),
        s.answered_late,
        s.rating.map(code),
        s.reopened,
        s.supervised,
        s.extension_requested,
        s.letter.map(code),
        s.visits,
        s.changed_at.0,
        pending,
        attention,
        s.joint,
        s.paused_for.map(code),
        s.letters.writing,
        s.letters.submitted,
        s.letters.registered,
        s.letters.to_print,
    ])?;
    Ok(())
}

/// Reads a row selected by [`COLUMNS`].
pub(crate) fn read(row: &Row) -> rusqlite::Result<ListRow> {
    let estimated: bool = row.get("estimated")?;
    let pending: u32 = row.get("pending")?;
    Ok(ListRow {
        key: row.get("key")?,
        id: CaseId(uuid(row, "id")?),
        pending,
        attention: row.get("attention")?,
        frozen: row.get("frozen")?,
        new_rating: !row.get::<_, bool>("rating_seen")? && row.get_ref("rating")? != ValueRef::Null,
        group: None,
        summary: Summary {
            revision: row.get::<_, i64>("revision")? as u64,
            number: row.get("number")?,
            title: row.get("title")?,
            state: text(row, "state", State::parse)?,
            office: row.get::<_, Option<String>>("office")?.map(OfficeId),
            channel: text(row, "channel", Channel::parse)?,
            category: row.get("category")?,
            community: row.get("community")?,
            handler: row.get::<_, Option<String>>("handler")?.map(UserId),
            registered_at: Moment(row.get("registered_at")?),
            due: optional(row, "due", |text| text.parse().ok())?,
            due_clock: optional(row, "due_clock", parse)?,
            yellow_from: optional(row, "yellow_from", parse_date)?,
            estimated,
            paused: row.get("paused")?,
            paused_for: optional(row, "paused_for", parse)?,
            answered_on: optional(row, "answered_on", parse_date)?,
            answered_late: row.get("answered_late")?,
            rating: optional(row, "rating", parse)?,
            reopened: row.get("reopened")?,
            supervised: row.get("supervised")?,
            joint: row.get("joint")?,
            extension_requested: row.get("extension_requested")?,
            letter: optional(row, "letter", parse)?,
            letters: LetterCounts {
                writing: row.get("letters_writing")?,
                submitted: row.get("letters_submitted")?,
                registered: row.get("letters_registered")?,
                to_print: row.get("letters_to_print")?,
            },
            visits: row.get("visits")?,
            changed_at: Moment(row.get("changed_at")?),
        },
    })
}

/// The key and shown row of a case, if it is here.
pub(crate) fn by_id(db: &Connection, id: CaseId) -> Result<Option<ListRow>> {
    one(db, "c.id = :id", named_params! { ":id": id.0.as_bytes() })
}

pub(crate) fn by_number(db: &Connection, number: &str) -> Result<Option<ListRow>> {
    one(
        db,
        "c.number = :number",
        named_params! { ":number": number },
    )
}

fn one(
    db: &Connection,
    filter: &str,
    params: &[(&str, &dyn rusqlite::ToSql)],
) -> Result<Option<ListRow>> {
    let query =
        format!("SELECT {COLUMNS} FROM case_row c WHERE {filter} ORDER BY c.key DESC LIMIT 1");
    let mut statement = db.prepare_cached(&query)?;
    let mut rows = statement.query(params)?;
    Ok(rows.next()?.map(read).transpose()?)
}

pub(crate) fn date(date: NaiveDate) -> String {
    date.to_string()
}

pub(crate) fn uuid(row: &Row, column: &str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn text<T>(row: &Row, column: &str, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    let text = row.get_ref(index)?.as_str()?;
    parse(text).ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(
            index,
            Type::Text,
            format!("{column} holds the unknown code {text}").into(),
        )
    })
}

fn optional<T>(
    row: &Row,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    if row.get_ref(column)? == ValueRef::Null {
        return Ok(None);
    }
    text(row, column, parse).map(Some)
}
