//! The counters of the feeds: one per office, one for the dispatch centre, one
//! for the district's documents.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use casework::Moment;
use chrono::Days;
use std::collections::BTreeMap;

/// Has the cases that no office has yet, and the people of the centre.
pub(crate) const CENTRE: &str = "centre";
/// Has the calendar, the rules and the directory.
pub(crate) const DISTRICT: &str = "district";

/// Without backups, what is this old is taken as safe (days).
const SETTLED_AFTER: u64 = 30;

pub(crate) struct Ledger {
    pub id: String,
    pub seq: u64,
    pub safe: u64,
    pub cases: u64,
}

pub(crate) fn create(tx: &mut dyn Tx, id: &str) -> Result<()> {
    tx.execute(sql!("ledger_new"), params![id])?;
    Ok(())
}

/// The next seq of this ledger; once per transaction (see `Work::seq`).
pub(crate) fn take(tx: &mut dyn Tx, id: &str, now: Moment) -> Result<u64> {
    let seq = tx.one(sql!("ledger_take"), params![id])?.count(0)?;
    let day = now.date().to_string();
    tx.execute(sql!("ledger_day"), params![id, &day, seq])?;
    Ok(seq)
}

pub(crate) fn all(tx: &mut dyn Tx) -> Result<Vec<Ledger>> {
    let rows = tx.query(sql!("ledger_all"), &[])?;
    rows.iter()
        .map(|row| {
            Ok(Ledger {
                id: row.text(0)?.to_owned(),
                seq: row.count(1)?,
                safe: row.count(2)?,
                cases: row.count(3)?,
            })
        })
        .collect()
}

/// Up to where a backup covers each ledger; without backups, what is 30 days old.
pub(crate) fn safe(
    tx: &mut dyn Tx,
    ledgers: &[Ledger],
    backed_up: bool,
    now: Moment,
) -> Result<BTreeMap<String, u64>> {
    let mut safe: BTreeMap<String, u64> = ledgers
        .iter()
        .filter(|ledger| ledger.safe > 0)
        .map(|ledger| (ledger.id.clone(), ledger.safe))
        .collect();
    if !backed_up {
        for row in tx.query(sql!("ledger_settled"), params![&settled_day(now)])? {
            safe.insert(row.text(0)?.to_owned(), row.count(1)?);
        }
    }
    Ok(safe)
}

/// The last day that is taken as safe without a backup.
fn settled_day(now: Moment) -> String {
    let day = now.date().checked_sub_days(Days::new(SETTLED_AFTER));
    day.unwrap_or_default().to_string()
}

/// Was this moment long enough ago to be safe without a backup?
pub(crate) fn settled(moment: Moment, now: Moment) -> bool {
    moment.date().to_string() <= settled_day(now)
}

pub(crate) fn count_cases(tx: &mut dyn Tx, id: &str, change: i64) -> Result<()> {
    tx.execute(sql!("ledger_cases"), params![change, id])?;
    Ok(())
}
