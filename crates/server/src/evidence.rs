//! What a desk has seen proves what the server once had. More than the server
//! has now means that its disk was set back: it takes a new epoch.

use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::session::Caller;
use crate::store::ledger::{self, DISTRICT};
use crate::store::meta::{self, Meta};
use crate::store::receipt::{self, Incarnation};
use protocol::ApiError;
use protocol::error::code;
use protocol::push::PushRequest;
use std::collections::BTreeMap;

/// The epoch that evidence speaks against.
pub(crate) struct SetBack(String);

/// Evidence of another epoch counts for nothing: the request is turned back.
pub(crate) fn same_epoch(meta: &Meta, epoch: &str) -> Result<()> {
    if meta.epoch == epoch {
        return Ok(());
    }
    Err(ApiError::new(
        code::NEW_EPOCH,
        "the server was restored; read everything anew and push what is kept",
    )
    .fact("epoch", &meta.epoch)
    .into())
}

pub(crate) fn check_push(
    tx: &mut dyn Tx,
    caller: &Caller,
    request: &PushRequest,
) -> Result<Option<SetBack>> {
    let meta = meta::get(tx)?;
    same_epoch(&meta, &request.epoch)?;
    let of = Incarnation {
        device: request.device,
        incarnation: request.incarnation,
    };
    if request.evidence.acknowledged > receipt::last_seq(tx, of)? {
        return Ok(Some(SetBack(meta.epoch)));
    }
    check_scopes(tx, caller, &request.evidence.scopes, meta)
}

/// Compares what was read of each scope with its ledger. Scopes the caller does
/// not have prove nothing.
pub(crate) fn check_scopes(
    tx: &mut dyn Tx,
    caller: &Caller,
    scopes: &BTreeMap<String, u64>,
    meta: Meta,
) -> Result<Option<SetBack>> {
    let ledgers = ledger::all(tx)?;
    let beyond = scopes.iter().any(|(scope, seq)| {
        ledgers.iter().any(|ledger| {
            ledger.seq < *seq
                && (caller.sees(&ledger.id) || ledger.id == DISTRICT)
                && on(scope, &ledger.id)
        })
    });
    Ok(beyond.then_some(SetBack(meta.epoch)))
}

/// Does this scope count on this ledger's seq?
fn on(scope: &str, ledger: &str) -> bool {
    match scope.split_once(':') {
        Some(("office", office)) => office == ledger,
        Some(("user", user)) => user.rsplit_once('@').is_some_and(|(_, at)| at == ledger),
        _ => scope == ledger,
    }
}

/// Takes a new epoch, once, and says so to whoever brought the evidence.
pub(crate) fn take_new_epoch(app: &App, set_back: Option<SetBack>) -> Result<()> {
    let Some(SetBack(epoch)) = set_back else {
        return Ok(());
    };
    let meta = app.write_plain(|tx| {
        let meta = meta::get(tx)?;
        if meta.epoch == epoch {
            meta::new_epoch(tx, &app.0.config.chance)?;
            tracing::error!(
                "a desk has seen more than this database holds: its disk was set back. \
                 A new epoch has begun; desks hand in again what they keep. \
                 Check the last document numbers against the paper register."
            );
        }
        meta::get(tx)
    })?;
    same_epoch(&meta, &epoch)
}
