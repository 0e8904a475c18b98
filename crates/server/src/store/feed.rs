//! The feed: per scope and entity one row, moved on change.

use crate::db::{Param, Tx, params, sql};
use crate::error::Result;
use casework::{CaseId, UserId};

/// How an entity stands in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    Put,
    /// kept for ever: it proves former access
    Leave,
}

impl Stand {
    fn code(self) -> &'static str {
        match self {
            Stand::Put => "put",
            Stand::Leave => "leave",
        }
    }
}

pub(crate) const CASE: &str = "case";
pub(crate) const HELD: &str = "held";

/// Carries the cases of an office (or of the centre).
pub(crate) fn office_scope(ledger: &str) -> String {
    format!("office:{ledger}")
}

/// Carries a person's held actions.
pub(crate) fn user_scope(user: &UserId, ledger: &str) -> String {
    format!("user:{user}@{ledger}")
}

pub(crate) fn put_case(
    tx: &mut dyn Tx,
    ledger: &str,
    id: CaseId,
    key: i64,
    seq: u64,
    stand: Stand,
) -> Result<()> {
    let (scope, entity) = (office_scope(ledger), id.to_string());
    tx.execute(
        sql!("feed_put"),
        params![&scope, CASE, &entity, seq, stand.code(), key],
    )?;
    Ok(())
}

/// Anything but a case; it is only ever put.
pub(crate) fn put(tx: &mut dyn Tx, scope: &str, kind: &str, entity: &str, seq: u64) -> Result<()> {
    tx.execute(
        sql!("feed_put"),
        params![scope, kind, entity, seq, Stand::Put.code(), Param::Null],
    )?;
    Ok(())
}

/// How the case stands in the office's feed, if it was ever there.
pub(crate) fn stand(tx: &mut dyn Tx, ledger: &str, id: CaseId) -> Result<Option<Stand>> {
    let (scope, entity) = (office_scope(ledger), id.to_string());
    let row = tx.first(sql!("feed_op"), params![&scope, CASE, &entity])?;
    Ok(match row {
        None => None,
        Some(row) if row.text(0)? == Stand::Put.code() => Some(Stand::Put),
        Some(_) => Some(Stand::Leave),
    })
}
