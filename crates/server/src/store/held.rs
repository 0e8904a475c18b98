//! Held actions: kept in words, in the feeds of their author and of the heads.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use casework::{ActionId, Moment};
use protocol::item::HeldAction;

pub(crate) struct Held {
    /// of the author's office
    pub ledger: String,
    pub version: u64,
    pub action: HeldAction,
}

pub(crate) fn put(tx: &mut dyn Tx, ledger: &str, held: &HeldAction) -> Result<()> {
    let facts = serde_json::to_string(&held.facts)?;
    tx.execute(
        sql!("held_put"),
        params![
            &held.id.to_string(),
            ledger,
            held.author.as_str(),
            &held.author_name,
            &held.case.to_string(),
            &held.case_number,
            held.at.0,
            &held.code,
            &facts,
            held.payload.as_bytes()
        ],
    )?;
    Ok(())
}

pub(crate) fn find(tx: &mut dyn Tx, id: ActionId) -> Result<Option<Held>> {
    let Some(row) = tx.first(sql!("held_get"), params![&id.to_string()])? else {
        return Ok(None);
    };
    let payload = String::from_utf8(row.blob(8)?.to_vec())
        .map_err(|error| Error::Broken(error.to_string()))?;
    Ok(Some(Held {
        ledger: row.text(0)?.to_owned(),
        version: row.count(10)?,
        action: HeldAction {
            id,
            author: row.text(1)?.into(),
            author_name: row.text(2)?.to_owned(),
            case: row.parse(3)?,
            case_number: row.text(4)?.to_owned(),
            at: Moment(row.int(5)?),
            code: row.text(6)?.to_owned(),
            facts: row.json(7)?,
            payload,
            resolved: row.truth(9)?,
        },
    }))
}

/// Claims the one resolution of a held action; false when another has it.
pub(crate) fn resolve(tx: &mut dyn Tx, held: ActionId, by: ActionId) -> Result<bool> {
    let claimed = tx.execute(
        sql!("resolution_put"),
        params![&held.to_string(), &by.to_string()],
    )?;
    if claimed == 1 {
        tx.execute(sql!("held_resolve"), params![&held.to_string()])?;
    }
    Ok(claimed == 1)
}
