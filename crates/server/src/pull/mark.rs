//! How far everything is that a caller may read, in a few characters. A desk that
//! has read to the end keeps its mark; while the mark is the same, a pull would
//! bring nothing, and need not be made.

use super::{Scope, scopes, visible_safe};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::session::Caller;
use crate::store::ledger::{self, Ledger};
use crate::store::meta;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use casework::Moment;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Of the digest: two states that share these bytes by chance do not occur.
const BYTES: usize = 12;

/// Is the state another than the mark says?
pub(crate) fn is_news(app: &App, caller: &Caller, known: &str) -> Result<bool> {
    caller.must_be_active()?;
    let now = app.now();
    app.read(|tx| Ok(current(tx, caller, now)? != known))
}

fn current(tx: &mut dyn Tx, caller: &Caller, now: Moment) -> Result<String> {
    let meta = meta::get(tx)?;
    let ledgers = ledger::all(tx)?;
    let safe = visible_safe(tx, caller, &ledgers, meta.backed_up_at.is_some(), now)?;
    mark(&meta.epoch, &scopes(caller, &ledgers), &ledgers, &safe)
}

/// Every change of a scope moves the seq of its ledger.
pub(super) fn mark(
    epoch: &str,
    scopes: &[Scope],
    ledgers: &[Ledger],
    safe: &BTreeMap<String, u64>,
) -> Result<String> {
    let seq = |scope: &Scope| {
        let ledger = ledgers.iter().find(|ledger| ledger.id == scope.ledger);
        ledger.map_or(0, |ledger| ledger.seq)
    };
    let stand: Vec<(&str, u64)> = scopes
        .iter()
        .map(|scope| (scope.name.as_str(), seq(scope)))
        .collect();
    let all = serde_json::to_vec(&(epoch, stand, safe))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(&all)[..BYTES]))
}

#[cfg(test)]
mod tests;
