//! Offices that see a case beside the one that has it.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use std::collections::BTreeSet;

pub(crate) fn of_case(tx: &mut dyn Tx, key: i64) -> Result<BTreeSet<String>> {
    let rows = tx.query(sql!("share_of_case"), params![key])?;
    rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}

pub(crate) fn put(tx: &mut dyn Tx, office: &str, key: i64) -> Result<()> {
    tx.execute(sql!("share_put"), params![office, key])?;
    Ok(())
}

pub(crate) fn remove(tx: &mut dyn Tx, office: &str, key: i64) -> Result<()> {
    tx.execute(sql!("share_remove"), params![office, key])?;
    Ok(())
}
