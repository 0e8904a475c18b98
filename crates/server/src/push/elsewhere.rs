//! 已另行处理: a held action is settled and nothing else happens. It is the one way
//! out where the case is not there, or nobody here can read what is held.

use crate::error::Result;
use crate::session::Caller;
use crate::store::audit;
use crate::work::{Effect, Work};
use casework::decide::limits;
use casework::{Action, ActionId};
use protocol::push::{Asks, Payload};

/// The held action that it settles, if it says in a note how it was dealt with.
/// The note is kept with the action, word for word; the audit log has ids only.
pub(super) fn settles(payload: &Payload) -> Option<ActionId> {
    match &payload.action {
        Action::LogContact { note }
            if payload.asks == Asks::Nobody
                && !note.trim().is_empty()
                && note.chars().count() <= limits::NOTE =>
        {
            payload.resolves
        }
        _ => None,
    }
}

pub(super) fn settle(work: &mut Work, caller: &Caller, held: ActionId) -> Result<Effect> {
    audit::write(
        work.tx,
        audit::Entry {
            at: work.now,
            who: caller.person.user.as_str(),
            device: Some(caller.device),
            act: "settle_elsewhere",
            subject: &held.to_string(),
        },
    )?;
    let ledger = caller.home().to_owned();
    let seq = work.seq(&ledger)?;
    Ok(Effect {
        ledger,
        seq,
        signed: None,
    })
}
