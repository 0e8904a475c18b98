//! The register of document numbers, and the letters waiting to be rendered.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use casework::letter::DocumentNumber;
use casework::{LetterId, Moment, OfficeId};
use std::collections::BTreeMap;

/// The number that the next sign-off takes.
pub(crate) fn next_number(
    tx: &mut dyn Tx,
    office: &OfficeId,
    year: i32,
    word: &str,
) -> Result<DocumentNumber> {
    let row = tx.one(
        sql!("register_last"),
        params![office.as_str(), i64::from(year), word],
    )?;
    Ok(DocumentNumber {
        word: word.to_owned(),
        year,
        serial: u32::try_from(row.int(0)? + 1).unwrap_or(u32::MAX),
    })
}

pub(crate) fn enter(
    tx: &mut dyn Tx,
    office: &OfficeId,
    number: &DocumentNumber,
    letter: LetterId,
    case_key: i64,
    signed_at: Moment,
) -> Result<()> {
    tx.execute(
        sql!("register_put"),
        params![
            office.as_str(),
            i64::from(number.year),
            &number.word,
            i64::from(number.serial),
            letter.to_string().as_str(),
            case_key,
            signed_at.0,
            None::<&str>
        ],
    )?;
    Ok(())
}

pub(crate) fn void(tx: &mut dyn Tx, letter: LetterId, reason: &str) -> Result<()> {
    tx.execute(sql!("register_void"), params![reason, &letter.to_string()])?;
    Ok(())
}

/// `backlog`: nobody waits for it, so it is rendered when there is time.
pub(crate) fn queue(
    tx: &mut dyn Tx,
    letter: LetterId,
    case_key: i64,
    signed_at: Moment,
    backlog: bool,
) -> Result<()> {
    tx.execute(
        sql!("letter_job_put"),
        params![&letter.to_string(), case_key, signed_at.0, backlog],
    )?;
    Ok(())
}

/// Numbers that paper has and the database not: voided, so that they are never
/// given again.
pub(crate) fn void_missing(
    tx: &mut dyn Tx,
    word: &str,
    year: i32,
    last: u32,
    now: Moment,
) -> Result<()> {
    let rows = tx.query(sql!("office_all"), &[])?;
    let mut owner = None;
    for row in &rows {
        let words: BTreeMap<String, String> = row.json(3)?;
        if words.values().any(|known| known == word) {
            owner = Some(OfficeId::from(row.text(0)?));
        }
    }
    let office = owner.ok_or_else(|| {
        Error::told(
            "restore.unknown_word",
            format!("no office has the number word “{word}”"),
        )
    })?;
    let next = next_number(tx, &office, year, word)?.serial;
    for serial in next..=last {
        tx.execute(
            sql!("register_put"),
            params![
                office.as_str(),
                i64::from(year),
                word,
                i64::from(serial),
                None::<&str>,
                None::<i64>,
                now.0,
                "恢复"
            ],
        )?;
    }
    Ok(())
}
