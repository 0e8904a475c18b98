//! The register of document numbers (发文登记簿), gapless per office, year and word.
//! A number is a letter's, or void, or reserved: a restore set the register back to
//! a time before it was given, and the desk that signed will claim it.

use crate::db::{Row, Tx, params, sql};
use crate::error::{Error, Result};
use casework::letter::DocumentNumber;
use casework::{LetterId, Moment, OfficeId};
use chrono::Datelike;
use protocol::push::Claim;
use std::collections::BTreeMap;

/// Why a number that nobody claimed after a restore stays without a letter.
const RESTORED: &str = "恢复";

/// One register of an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Register {
    pub office: OfficeId,
    pub year: i32,
    pub word: String,
}

impl Register {
    pub fn number(&self, serial: u32) -> DocumentNumber {
        DocumentNumber {
            word: self.word.clone(),
            year: self.year,
            serial,
        }
    }
}

/// The last number of each register that has one.
pub(crate) fn all(tx: &mut dyn Tx) -> Result<BTreeMap<Register, u32>> {
    let rows = tx.query(sql!("register_years"), &[])?;
    rows.iter().map(numbered).collect()
}

/// The number that the next sign-off takes.
pub(crate) fn next(tx: &mut dyn Tx, register: &Register) -> Result<DocumentNumber> {
    let (last, _) = last(tx, register)?;
    Ok(register.number(last.saturating_add(1)))
}

/// The letter takes its number: the next one, or one that is reserved.
pub(crate) fn enter(
    tx: &mut dyn Tx,
    office: &OfficeId,
    number: &DocumentNumber,
    letter: LetterId,
    case_key: i64,
    signed_at: Moment,
) -> Result<()> {
    let entered = tx.execute(
        sql!("register_put"),
        params![
            office.as_str(),
            i64::from(number.year),
            &number.word,
            i64::from(number.serial),
            letter.to_string().as_str(),
            case_key,
            signed_at.0
        ],
    )?;
    match entered {
        1 => Ok(()),
        _ => Err(Error::Broken(format!("number {number} is taken"))),
    }
}

pub(crate) fn void(tx: &mut dyn Tx, letter: LetterId, reason: &str) -> Result<()> {
    tx.execute(sql!("register_void"), params![reason, &letter.to_string()])?;
    Ok(())
}

/// Keeps the numbers up to `last` for the sign-offs that had them; answers how
/// many. They were given after the last one that is here.
pub(crate) fn reserve(tx: &mut dyn Tx, register: &Register, last: u32, now: Moment) -> Result<u32> {
    let (known, since) = self::last(tx, register)?;
    for serial in known + 1..=last {
        tx.execute(
            sql!("register_reserve"),
            params![
                register.office.as_str(),
                i64::from(register.year),
                &register.word,
                i64::from(serial),
                since.0,
                now.0
            ],
        )?;
    }
    Ok(last.saturating_sub(known))
}

/// May this letter of the office have that number and date?
pub(crate) fn may_be_claimed(
    tx: &mut dyn Tx,
    office: &OfficeId,
    claim: &Claim,
    now: Moment,
) -> Result<bool> {
    let number = &claim.number;
    let reserved = tx.first(
        sql!("register_reserved"),
        params![
            office.as_str(),
            i64::from(number.year),
            &number.word,
            i64::from(number.serial)
        ],
    )?;
    let Some(row) = reserved else {
        return Ok(false);
    };
    let days = Moment(row.int(0)?).date()..=now.date();
    Ok(days.contains(&claim.date) && claim.date.year() == number.year)
}

pub(crate) fn reserved(tx: &mut dyn Tx) -> Result<Vec<(Register, u32)>> {
    let rows = tx.query(sql!("register_all_reserved"), &[])?;
    rows.iter().map(numbered).collect()
}

/// Voids what was reserved by then and nobody claimed; answers how many.
pub(crate) fn settle(tx: &mut dyn Tx, reserved_by: Moment) -> Result<u64> {
    tx.execute(sql!("register_settle"), params![RESTORED, reserved_by.0])
}

/// The last number, and when it was given; 0 of an empty register.
fn last(tx: &mut dyn Tx, register: &Register) -> Result<(u32, Moment)> {
    let row = tx.first(
        sql!("register_last"),
        params![
            register.office.as_str(),
            i64::from(register.year),
            &register.word
        ],
    )?;
    match row {
        Some(row) => Ok((serial(row.int(0)?), Moment(row.int(1)?))),
        None => Ok((0, Moment(0))),
    }
}

/// A register and one of its numbers.
fn numbered(row: &Row) -> Result<(Register, u32)> {
    let register = Register {
        office: row.text(0)?.into(),
        year: year(row.int(1)?),
        word: row.text(2)?.to_owned(),
    };
    Ok((register, serial(row.int(3)?)))
}

fn year(stored: i64) -> i32 {
    i32::try_from(stored).unwrap_or(i32::MAX)
}

fn serial(stored: i64) -> u32 {
    u32::try_from(stored).unwrap_or(u32::MAX)
}
