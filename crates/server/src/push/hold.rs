//! Keeping what could not be applied: a feed entity for its author and for the
//! heads of the author's office.

use crate::error::Result;
use crate::session::Caller;
use crate::store::feed::{self, HELD};
use crate::store::held::{self, Held};
use crate::store::{account, case};
use crate::work::Work;
use casework::{Refusal, UserId};
use protocol::item::HeldAction;
use protocol::push::{Envelope, Payload};

/// Answers the seq of the author's ledger under which it stands.
pub(super) fn hold(
    work: &mut Work,
    caller: &Caller,
    envelope: &Envelope,
    payload: &str,
    refusal: &Refusal,
) -> Result<u64> {
    let mut facts = refusal.facts.clone();
    if !refusal.allowed.is_empty() {
        facts.insert("allowed".into(), serde_json::to_value(&refusal.allowed)?);
    }
    let stored = case::load(work.tx, envelope.case)?;
    // The number of a case that the author never saw stays unknown to them.
    let case_number = match stored {
        Some(stored)
            if caller.sees(&stored.ledger)
                || feed::stand(work.tx, caller.home(), stored.id)?.is_some() =>
        {
            stored.case.registration.number
        }
        _ => String::new(),
    };
    let acted_at = serde_json::from_str::<Payload>(payload).map_or(work.now, |read| read.at);
    let held = Held {
        ledger: caller.home().to_owned(),
        version: 1,
        action: HeldAction {
            id: envelope.id,
            case: envelope.case,
            case_number,
            author: caller.person.user.clone(),
            author_name: caller.person.name.clone(),
            at: acted_at,
            code: refusal.code.clone(),
            facts,
            payload: payload.to_owned(),
            resolved: false,
        },
    };
    held::put(work.tx, &held.ledger, &held.action)?;
    announce(work, &held)
}

/// Moves the held action in the feeds of those who see it.
pub(super) fn announce(work: &mut Work, held: &Held) -> Result<u64> {
    let seq = work.seq(&held.ledger)?;
    let mut readers: Vec<UserId> = account::heads(work.tx, &held.ledger)?;
    if !readers.contains(&held.action.author) {
        readers.push(held.action.author.clone());
    }
    for reader in readers {
        let scope = feed::user_scope(&reader, &held.ledger);
        feed::put(work.tx, &scope, HELD, &held.action.id.to_string(), seq)?;
    }
    Ok(seq)
}
