//! 回访, a row each: what the three rates count.

use crate::db::{Row, Tx, params, sql};
use crate::error::{Error, Result};
use crate::store::case;
use casework::action::Channel;
use casework::rates::{FollowUp, Window, follow_ups};
use casework::{CaseId, Event, Moment, OfficeId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Writes those of a case that are not there yet; `events` is its whole history.
pub(crate) fn keep(tx: &mut dyn Tx, key: i64, id: CaseId, events: &[Event]) -> Result<()> {
    for (place, record) in (0_u64..).zip(follow_ups(id, events)) {
        let rating = record.rating.map(word).transpose()?;
        tx.execute(
            sql!("follow_up_put"),
            params![
                key,
                place,
                record.followed_up_at.0,
                record.office.as_str(),
                &record.category,
                record.channel.code(),
                record.valid,
                record.contacted,
                &word(record.solved)?,
                rating.as_deref(),
                &serde_json::to_string(&record.marks)?,
                record.unsolved_reason.as_deref(),
            ],
        )?;
    }
    Ok(())
}

/// Those of a time, the earliest first.
pub(crate) fn within(tx: &mut dyn Tx, window: &Window) -> Result<Vec<FollowUp>> {
    let mut found = Vec::new();
    tx.each(
        sql!("follow_up_within"),
        params![window.from.0, window.until.0],
        &mut |row| {
            found.push(read(&row)?);
            Ok(true)
        },
    )?;
    Ok(found)
}

/// Once, when the table is made: the follow-ups of all histories.
pub(crate) fn fill(tx: &mut dyn Tx) -> Result<()> {
    let mut after = 0;
    loop {
        let rows = tx.query(sql!("follow_up_histories"), params![after, AT_ONCE])?;
        for row in &rows {
            after = row.int(0)?;
            keep(tx, after, row.parse(1)?, &case::events(row.text(2)?)?)?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

/// Histories in memory at a time.
const AT_ONCE: i64 = 250;

fn read(row: &Row) -> Result<FollowUp> {
    let channel = row.text(4)?;
    Ok(FollowUp {
        case: row.parse(0)?,
        number: row.text(1)?.to_owned(),
        office: OfficeId::from(row.text(2)?),
        category: row.text(3)?.to_owned(),
        channel: Channel::parse(channel)
            .ok_or_else(|| Error::Broken(format!("“{channel}” is no channel")))?,
        followed_up_at: Moment(row.int(5)?),
        valid: row.truth(6)?,
        contacted: row.truth(7)?,
        solved: meaning(row.text(8)?)?,
        rating: row.opt_text(9)?.map(meaning).transpose()?,
        marks: row.json(10)?,
        unsolved_reason: row.opt_text(11)?.map(str::to_owned),
    })
}

/// The code of a value as it stands in JSON, and back.
fn word(value: impl Serialize) -> Result<String> {
    match serde_json::to_value(value)? {
        Value::String(word) => Ok(word),
        other => Err(Error::Broken(format!("{other} is no code"))),
    }
}

fn meaning<T: DeserializeOwned>(word: &str) -> Result<T> {
    Ok(serde_json::from_value(Value::String(word.to_owned()))?)
}
