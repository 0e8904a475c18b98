//! Deciding one action on the state as it is now: may its person see the case,
//! does it build on something held, is it legal, had others moved the case?

use super::{claim, elsewhere, refiled};
use crate::app::App;
use crate::error::Result;
use crate::session::Caller;
use crate::store::case::{self, Stored};
use crate::store::feed::{self, Stand};
use crate::store::held::{self, Held};
use crate::store::receipt;
use crate::work::{Effect, Work};
use casework::action::Act;
use casework::{Action, Actor, Event, EventKind, Refusal, Role};
use protocol::error::code;
use protocol::push::{Asks, Claim, Outcome, Payload};

pub(super) enum Verdict {
    Applied { effect: Effect, late: bool },
    Held(Refusal),
}

impl Verdict {
    pub fn held(code: &str, message: &str) -> Self {
        Verdict::Held(Refusal::new(code, message))
    }
}

pub(super) fn decide(
    app: &App,
    work: &mut Work,
    caller: &Caller,
    payload: &Payload,
    claim: Option<&Claim>,
) -> Result<Verdict> {
    let elsewhere = elsewhere::settles(payload);
    if payload.asks == Asks::Nobody && elsewhere.is_none() {
        return Ok(Verdict::held(
            "held.no_reason",
            "a note says how a held action was dealt with elsewhere",
        ));
    }
    if let Some(refusal) = resolution(work, caller, payload)? {
        return Ok(Verdict::Held(refusal));
    }
    if let Some(held) = elsewhere {
        return Ok(Verdict::Applied {
            effect: elsewhere::settle(work, caller, held)?,
            late: false,
        });
    }
    if payload.asks == Asks::Head {
        return Ok(Verdict::Held(for_the_head(work, payload)?));
    }
    if let Some(before) = payload.after
        && let Some((_, result)) = receipt::action(work.tx, before)?
        && result.outcome == Outcome::Held
    {
        return Ok(Verdict::Held(
            Refusal::new("action.after_held", "it builds on an action that is held")
                .fact("after", before),
        ));
    }
    let Some(mut stored) = case::load(work.tx, payload.case)? else {
        return Ok(Verdict::held(
            code::UNKNOWN_CASE,
            "the server has no such case",
        ));
    };
    let Some(actor) = actor(work, caller, &stored, payload.action.act())? else {
        return Ok(Verdict::held(
            code::NO_ACCESS,
            "the case was never with your office",
        ));
    };
    let events = match decided(app, work, &stored, payload, &actor, claim)? {
        Ok(events) => claim::dated(by(&caller.person, events), claim),
        Err(refusal) => return Ok(Verdict::Held(refusal)),
    };
    let late = moved_by_others(&stored, payload.base_rev, &caller.person);
    work.photographers = refiled::photographers(work, payload)?;
    let effect = work.append(&mut stored, events)?;
    work.photographers.clear();
    Ok(Verdict::Applied { effect, late })
}

/// At most one action settles a held one; it must be seen by who settles it.
fn resolution(work: &mut Work, caller: &Caller, payload: &Payload) -> Result<Option<Refusal>> {
    let Some(id) = payload.resolves else {
        return Ok(None);
    };
    let held = held::find(work.tx, id)?;
    if held.as_ref().is_some_and(|held| !may_settle(caller, held)) {
        return Ok(Some(
            Refusal::new("held.unknown", "there is no such held action here").fact("held", id),
        ));
    }
    // After a restore it may have been applied, or not be here yet; a second
    // settling would still do the work twice.
    if held::resolve(work.tx, id, payload.id)? {
        if let Some(held) = held {
            super::hold::announce(work, &held)?;
        }
        return Ok(None);
    }
    Ok(Some(
        Refusal::new("held.already_resolved", "another action settled it").fact("held", id),
    ))
}

/// Held for the head of the office, with the reason for which it was held before.
fn for_the_head(work: &mut Work, payload: &Payload) -> Result<Refusal> {
    let refusal = Refusal::new(code::FOR_HEAD, "the head of the office decides");
    let before = match payload.resolves {
        Some(id) => held::find(work.tx, id)?,
        None => None,
    };
    Ok(match before {
        Some(Held { action, .. }) => refusal
            .fact("code", action.code)
            .fact("facts", action.facts),
        None => refusal,
    })
}

fn may_settle(caller: &Caller, held: &Held) -> bool {
    let own = held.action.author == caller.person.user;
    own || (caller.person.role == Role::Head && caller.home() == held.ledger)
}

/// As whom the rulebook hears the caller: None without access. What was seen or
/// said is taken from an office that had the case before.
fn actor(work: &mut Work, caller: &Caller, stored: &Stored, act: Act) -> Result<Option<Actor>> {
    let person = caller.person.clone();
    if caller.sees(&stored.ledger) {
        return Ok(Some(person));
    }
    match feed::stand(work.tx, caller.home(), stored.id)? {
        None => Ok(None),
        Some(Stand::Leave) if act.outlives_access() => Ok(Some(Actor {
            office: stored.case.office.clone(),
            ..person
        })),
        // The rulebook says in its own words that the case is elsewhere.
        Some(_) => Ok(Some(person)),
    }
}

fn decided(
    app: &App,
    work: &mut Work,
    stored: &Stored,
    payload: &Payload,
    actor: &Actor,
    claim: Option<&Claim>,
) -> Result<Result<Vec<Event>, Refusal>> {
    if let Action::InviteAssist { office, .. } = &payload.action
        && work.book.directory.office(office).is_none()
    {
        return Ok(Err(Refusal::new(
            "assist.unknown_office",
            "the district has no such office",
        )
        .fact("office", office)));
    }
    let number = match (&payload.action, claim) {
        (Action::SignLetter { .. }, Some(claim)) => {
            match claim::number(work, &stored.case, claim)? {
                Ok(number) => Some(number),
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        (Action::SignLetter { letter, .. }, None) => {
            let number = work.next_number(&stored.case, *letter)?;
            if number.is_none() && stored.case.letter(*letter).is_some() {
                return Ok(Err(Refusal::new(
                    "letter.no_number_word",
                    "the office has no number word for this kind of letter; the administrator adds it",
                )));
            }
            number
        }
        _ => None,
    };
    let mut context = work.context(Some(payload.id), Some(payload.at));
    context.number = number;
    Ok((app.0.decide)(
        &stored.case,
        &payload.action,
        actor,
        &context,
    ))
}

/// Events carry the person as they are, also where they acted as a guest.
fn by(person: &Actor, mut events: Vec<Event>) -> Vec<Event> {
    for event in &mut events {
        event.by.office.clone_from(&person.office);
    }
    events
}

/// Did anything but own actions, appends and the calendar move the case since the
/// person saw it?
fn moved_by_others(stored: &Stored, base_rev: u64, person: &Actor) -> bool {
    let seen = usize::try_from(base_rev).unwrap_or(usize::MAX);
    stored
        .events
        .iter()
        .skip(seen)
        .any(|event| event.by.user != person.user && !appends(&event.kind))
}

fn appends(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::VisitLogged { .. }
            | EventKind::ContactLogged { .. }
            | EventKind::CitizenShown
            | EventKind::LetterDrafted { .. }
            | EventKind::LetterFiled { .. }
            | EventKind::LetterServed { .. }
            | EventKind::LetterPrinted { .. }
            | EventKind::ExtensionNotified { .. }
            | EventKind::AssistSignedFor { .. }
            | EventKind::AssistContributed { .. }
            | EventKind::Escalated { .. }
            | EventKind::CalendarChanged { .. }
    )
}
