//! `POST push`: a person's actions, exactly once and in order. The batch is one
//! transaction; each action has a savepoint and ends in one outcome, whatever
//! becomes of the others.

mod claim;
mod decision;
mod elsewhere;
mod hold;
mod refiled;
mod sealed;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::evidence;
use crate::session::Caller;
use crate::store::receipt::{self, Incarnation};
use crate::store::{ledger, meta};
use crate::work::Work;
use casework::{ActionId, CaseId};
use decision::Verdict;
use protocol::error::code;
use protocol::hello::Limits;
use protocol::push::{Envelope, Mutation, Outcome, Payload, PushReply, PushRequest, PushResult};
use protocol::{ApiError, PUSH_FLOOR, VERSION};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

pub(crate) fn push(app: &App, caller: &Caller, request: &PushRequest) -> Result<PushReply> {
    check(caller, request)?;
    let reset = app.read(|tx| evidence::check_push(tx, caller, request))?;
    evidence::take_new_epoch(app, reset)?;
    let meta = app.read(meta::get)?;
    let mutations: Vec<Cow<Mutation>> = request
        .mutations
        .iter()
        .map(|mutation| sealed::opened(&meta, caller, mutation))
        .collect();
    let reply = app.write(|work| {
        let meta = meta::get(work.tx)?;
        evidence::same_epoch(&meta, &request.epoch)?;
        let of = Incarnation {
            device: request.device,
            incarnation: request.incarnation,
        };
        let mut last = receipt::last_seq(work.tx, of)?;
        let mut results = Vec::with_capacity(mutations.len());
        for mutation in &mutations {
            results.push(take(app, work, caller, of, mutation, last)?);
            last = last.max(mutation.seq);
        }
        let ledgers = ledger::all(work.tx)?;
        let safe = ledger::safe(work.tx, &ledgers, meta.backed_up_at.is_some(), work.now)?;
        marks::reached("server.push.before_commit");
        Ok(PushReply {
            results,
            last_seq: last,
            epoch: meta.epoch,
            safe: safe
                .into_iter()
                .filter(|(ledger, _)| caller.sees(ledger) || ledger == ledger::DISTRICT)
                .collect(),
        })
    })?;
    marks::reached("server.push.after_commit");
    Ok(reply)
}

/// Which of them have their outcome already.
pub(crate) fn known(tx: &mut dyn Tx, actions: &[Mutation]) -> Result<Vec<bool>> {
    let known = |action: &Mutation| -> Result<bool> {
        let id = envelope(action, &action.hash()).id;
        Ok(receipt::action(tx, id)?.is_some())
    };
    actions.iter().map(known).collect()
}

fn check(caller: &Caller, request: &PushRequest) -> Result<()> {
    if request.device != caller.device {
        return Err(Error::told(
            code::FORBIDDEN,
            "a device pushes its own actions only",
        ));
    }
    let most = Limits::default().push_actions as usize;
    if request.mutations.len() > most {
        return Err(ApiError::new(
            code::TOO_LARGE,
            format!("a push carries at most {most} actions"),
        )
        .fact("limit", most)
        .into());
    }
    Ok(())
}

/// One action: known under its seq, known by its id, or new.
fn take(
    app: &App,
    work: &mut Work,
    caller: &Caller,
    of: Incarnation,
    mutation: &Mutation,
    last: u64,
) -> Result<PushResult> {
    let hash = mutation.hash();
    if mutation.seq <= last {
        return match receipt::find(work.tx, of, mutation.seq)? {
            Some((known, result)) if known == hash => Ok(result),
            _ => Err(out_of_line(code::FORKED, mutation.seq, last)),
        };
    }
    if mutation.seq != last + 1 {
        return Err(out_of_line(code::GAP, mutation.seq, last));
    }
    let envelope = envelope(mutation, &hash);
    let result = match receipt::action(work.tx, envelope.id)? {
        Some((author, result)) if author == caller.person.user.as_str() => PushResult {
            seq: mutation.seq,
            ..result
        },
        // Ids are random: only a forgery meets another person's.
        Some(_) => held(mutation.seq, envelope.id, "action.id_taken"),
        None => {
            let result = settle(app, work, caller, mutation, &envelope)?;
            let author = caller.person.user.as_str();
            receipt::put_action(work.tx, of, author, &mutation.payload, &result, work.now)?;
            result
        }
    };
    receipt::put(work.tx, of, &hash, &result)?;
    Ok(result)
}

/// Decides a new action; whatever goes wrong with it, it is kept.
fn settle(
    app: &App,
    work: &mut Work,
    caller: &Caller,
    mutation: &Mutation,
    envelope: &Envelope,
) -> Result<PushResult> {
    let decided = work.savepoint(|work| {
        let attempt = AssertUnwindSafe(|| decide(app, work, caller, mutation));
        match catch_unwind(attempt) {
            Ok(Ok(verdict)) => Ok(verdict),
            Ok(Err(error)) => Err(Some(error)),
            Err(_panic) => Err(None),
        }
    })?;
    let verdict = match decided {
        Ok(verdict) => verdict,
        Err(Some(error)) if !error.is_lasting() => return Err(error),
        Err(problem) => {
            tracing::error!(action = %envelope.id, ?problem, "an action met a bug and is held");
            Verdict::held(code::INTERNAL, "the server met a bug with this action")
        }
    };
    let mut result = PushResult {
        seq: mutation.seq,
        id: envelope.id,
        outcome: Outcome::Applied,
        code: None,
        facts: Default::default(),
        office: None,
        effect_seq: None,
        number: None,
        signed_on: None,
    };
    match verdict {
        Verdict::Applied { effect, late } => {
            result.outcome = if late {
                Outcome::AppliedLate
            } else {
                Outcome::Applied
            };
            if let Some((number, date)) = effect.signed {
                result.number = Some(number.to_string());
                result.signed_on = Some(date);
            }
            result.office = Some(effect.ledger.as_str().into());
            result.effect_seq = Some(effect.seq);
        }
        Verdict::Held(refusal) => {
            let seq = hold::hold(work, caller, envelope, &mutation.payload, &refusal)?;
            result.outcome = Outcome::Held;
            result.code = Some(refusal.code);
            result.facts = refusal.facts;
            result.office = Some(caller.home().into());
            result.effect_seq = Some(seq);
        }
    }
    Ok(result)
}

fn decide(app: &App, work: &mut Work, caller: &Caller, mutation: &Mutation) -> Result<Verdict> {
    let payload = match read(&mutation.payload) {
        Ok(payload) => payload,
        Err(verdict) => return Ok(verdict),
    };
    let claim = claim::of(work, mutation, &payload)?;
    let verdict = decision::decide(app, work, caller, &payload, claim.as_ref())?;
    Ok(claim::kept(verdict, claim))
}

/// Known words, in a version this server still takes.
fn read(payload: &str) -> Result<Payload, Verdict> {
    let read: Payload = serde_json::from_str(payload).map_err(|_| {
        Verdict::held(
            code::UNSUPPORTED,
            "this server does not know such an action; it may be older than the desk",
        )
    })?;
    if (PUSH_FLOOR..=VERSION).contains(&read.v) {
        Ok(read)
    } else {
        Err(Verdict::held(
            code::UNSUPPORTED,
            "the action was written under a version that this server does not take",
        ))
    }
}

/// Id and case even of what cannot be read; an id of its own for what has none.
fn envelope(mutation: &Mutation, hash: &str) -> Envelope {
    serde_json::from_str(&mutation.payload).unwrap_or_else(|_| {
        let mut digest = [0; 16];
        digest.copy_from_slice(&Sha256::digest(hash.as_bytes())[..16]);
        Envelope {
            id: ActionId(uuid::Builder::from_custom_bytes(digest).into_uuid()),
            case: CaseId(Uuid::nil()),
        }
    })
}

fn held(seq: u64, id: ActionId, code: &str) -> PushResult {
    PushResult {
        seq,
        id,
        outcome: Outcome::Held,
        code: Some(code.to_owned()),
        facts: Default::default(),
        office: None,
        effect_seq: None,
        number: None,
        signed_on: None,
    }
}

fn out_of_line(code: &str, seq: u64, last: u64) -> Error {
    ApiError::new(
        code,
        format!(
            "seq {seq} does not go on from {last}; take a new incarnation or send what is missing"
        ),
    )
    .fact("seq", seq)
    .fact("last_seq", last)
    .into()
}
