//! `numbers …`: document numbers after a restore. The backup does not know those
//! that were given since; they are kept for the sign-offs that had them, which
//! desks hand in again, and voided when nobody did. None is given twice.

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::store::register::{self, Register};
use crate::store::{audit, directory};
use casework::letter::DocumentNumber;
use casework::{Moment, OfficeId};
use chrono::Datelike;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// A head's laptop may be away for so long (annual leave, repair) before its
/// numbers count as lost.
const KEPT_FOR: i64 = 30 * 24 * 3600 * 1000;

/// What somebody read in a paper register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastNumber {
    /// nothing was signed since the backup
    None,
    /// `白鹤街办函=13`, or `白鹤街办函:2026=13`
    Of {
        word: String,
        /// this year's where it is not said
        year: Option<i32>,
        serial: u32,
    },
}

impl FromStr for LastNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(LastNumber::None);
        }
        let parts = || {
            let (register, serial) = text.split_once('=')?;
            let (word, year) = match register.split_once(':') {
                Some((word, year)) => (word, Some(year.parse().ok()?)),
                None => (register, None),
            };
            Some(LastNumber::Of {
                word: word.to_owned(),
                year,
                serial: serial.parse().ok()?,
            })
        };
        parts().ok_or_else(|| "write WORD=NUMBER, e.g. 白鹤街办函=13, or none".to_owned())
    }
}

/// A register to look into, and the last number known of it; serial 0: none.
#[derive(Clone, Debug)]
pub struct PaperRegister {
    pub office: String,
    pub last: DocumentNumber,
}

#[derive(Debug, Serialize)]
pub struct ReservedNumber {
    pub office: String,
    pub number: String,
}

#[derive(Debug, Serialize)]
pub struct Settled {
    pub voided: u64,
}

/// Numbers that wait for their sign-off.
pub fn list(app: &App) -> Result<Vec<ReservedNumber>> {
    app.read(|tx| {
        let reserved = register::reserved(tx)?;
        let one = |(register, serial): (Register, u32)| ReservedNumber {
            number: register.number(serial).to_string(),
            office: register.office.as_str().to_owned(),
        };
        Ok(reserved.into_iter().map(one).collect())
    })
}

/// For a database that was restored by its own tools.
pub fn reserve_now(app: &App, last: &[LastNumber]) -> Result<()> {
    app.write(|work| reserve(work.tx, last, work.now))
}

/// Voids all that nobody claimed: no laptop is missing any more.
pub fn settle(app: &App) -> Result<Settled> {
    app.write(|work| settle_reserved_by(work.tx, work.now, work.now, "terminal"))
}

/// Voids what nobody claimed for long.
pub(crate) fn settle_old(app: &App) -> Result<Settled> {
    app.write(|work| {
        let reserved_by = Moment(work.now.0 - KEPT_FOR);
        settle_reserved_by(work.tx, reserved_by, work.now, "system")
    })
}

fn settle_reserved_by(
    tx: &mut dyn Tx,
    reserved_by: Moment,
    now: Moment,
    who: &str,
) -> Result<Settled> {
    let voided = register::settle(tx, reserved_by)?;
    if voided > 0 {
        log(tx, now, who, "numbers_settle", &voided.to_string())?;
    }
    Ok(Settled { voided })
}

/// Keeps the numbers up to those that the paper has. Fewer than are here already
/// is a slip of the eye.
pub(super) fn reserve(tx: &mut dyn Tx, last: &[LastNumber], now: Moment) -> Result<()> {
    let known = register::all(tx)?;
    let mut read = BTreeMap::new();
    for one in last {
        let LastNumber::Of { word, year, serial } = one else {
            continue;
        };
        let register = Register {
            office: owner(tx, &known, word)?,
            year: year.unwrap_or_else(|| now.date().year()),
            word: word.clone(),
        };
        let here = known.get(&register).copied().unwrap_or(0);
        if *serial < here {
            let here = register.number(here);
            return Err(Error::told(
                "numbers.too_small",
                format!("{here} is in the register already; look again, nothing was changed"),
            ));
        }
        read.insert(register, *serial);
    }
    keep(tx, &read, now)
}

/// Keeps the numbers up to these.
pub(super) fn keep(tx: &mut dyn Tx, last: &BTreeMap<Register, u32>, now: Moment) -> Result<()> {
    for (register, serial) in last {
        if register::reserve(tx, register, *serial, now)? > 0 {
            let number = register.number(*serial).to_string();
            log(tx, now, "terminal", "numbers_reserve", &number)?;
        }
    }
    Ok(())
}

/// Last year's registers that have numbers, and this year's of every word.
pub(super) fn paper_registers(
    tx: &mut dyn Tx,
    since: &BTreeMap<Register, u32>,
    now: Moment,
) -> Result<Vec<PaperRegister>> {
    let year = now.date().year();
    let mut last = register::all(tx)?;
    for (register, serial) in since {
        let known = last.entry(register.clone()).or_default();
        *known = (*known).max(*serial);
    }
    let offices = directory::gather(tx)?.offices;
    for office in &offices {
        for word in office.number_words.values() {
            let register = Register {
                office: office.id.clone(),
                year,
                word: word.clone(),
            };
            last.entry(register).or_default();
        }
    }
    last.retain(|register, _| register.year >= year - 1);
    let named = |(register, serial): (Register, u32)| PaperRegister {
        office: offices
            .iter()
            .find(|office| office.id == register.office)
            .map_or_else(|| register.office.to_string(), |office| office.name.clone()),
        last: register.number(serial),
    };
    Ok(last.into_iter().map(named).collect())
}

/// Whose letters have this word, today or before.
fn owner(tx: &mut dyn Tx, known: &BTreeMap<Register, u32>, word: &str) -> Result<OfficeId> {
    let offices = directory::gather(tx)?.offices;
    let today = offices
        .into_iter()
        .filter(|office| office.number_words.values().any(|one| one == word));
    let before = known.keys().filter(|register| register.word == word);
    let owners: BTreeSet<OfficeId> = today
        .map(|office| office.id)
        .chain(before.map(|register| register.office.clone()))
        .collect();
    let mut owners = owners.into_iter();
    match (owners.next(), owners.next()) {
        (Some(owner), None) => Ok(owner),
        (None, _) => Err(Error::told(
            "numbers.unknown_word",
            format!("no office has the number word “{word}”; nothing was changed"),
        )),
        (Some(_), Some(_)) => Err(Error::told(
            "numbers.shared_word",
            format!("more than one office has the number word “{word}”; nothing was changed"),
        )),
    }
}

fn log(tx: &mut dyn Tx, at: Moment, who: &str, act: &str, subject: &str) -> Result<()> {
    audit::write(
        tx,
        audit::Entry {
            at,
            who,
            device: None,
            act,
            subject,
        },
    )
}
