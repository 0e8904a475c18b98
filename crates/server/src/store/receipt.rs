//! What arrived of each device's incarnation, and what became of it.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use casework::{ActionId, Moment};
use protocol::push::PushResult;
use uuid::Uuid;

/// One life of a device's store; its seqs rise without gaps.
#[derive(Clone, Copy)]
pub(crate) struct Incarnation {
    pub device: Uuid,
    pub incarnation: Uuid,
}

pub(crate) fn last_seq(tx: &mut dyn Tx, of: Incarnation) -> Result<u64> {
    tx.one(
        sql!("receipt_last"),
        params![&of.device.to_string(), &of.incarnation.to_string()],
    )?
    .count(0)
}

/// Hash and outcome of what came under this seq.
pub(crate) fn find(
    tx: &mut dyn Tx,
    of: Incarnation,
    seq: u64,
) -> Result<Option<(String, PushResult)>> {
    let row = tx.first(
        sql!("receipt_get"),
        params![&of.device.to_string(), &of.incarnation.to_string(), seq],
    )?;
    row.map(|row| Ok((row.text(0)?.to_owned(), row.json(1)?)))
        .transpose()
}

pub(crate) fn put(tx: &mut dyn Tx, of: Incarnation, hash: &str, result: &PushResult) -> Result<()> {
    let outcome = serde_json::to_string(result)?;
    tx.execute(
        sql!("receipt_put"),
        params![
            &of.device.to_string(),
            &of.incarnation.to_string(),
            result.seq,
            hash,
            &outcome
        ],
    )?;
    Ok(())
}

/// Author and outcome of an action that is known already.
pub(crate) fn action(tx: &mut dyn Tx, id: ActionId) -> Result<Option<(String, PushResult)>> {
    let row = tx.first(sql!("action_get"), params![&id.to_string()])?;
    row.map(|row| Ok((row.text(0)?.to_owned(), row.json(1)?)))
        .transpose()
}

/// The payload byte for byte, and its one outcome.
pub(crate) fn put_action(
    tx: &mut dyn Tx,
    of: Incarnation,
    author: &str,
    payload: &str,
    result: &PushResult,
    now: Moment,
) -> Result<()> {
    let outcome = serde_json::to_string(result)?;
    tx.execute(
        sql!("action_put"),
        params![
            &result.id.to_string(),
            author,
            &of.device.to_string(),
            &of.incarnation.to_string(),
            result.seq,
            now.0,
            payload.as_bytes(),
            &outcome
        ],
    )?;
    Ok(())
}
