//! A sign-off that was answered before a restore: its paper has a number and a
//! date. They stay with it through being held and settled, whoever settles it.

use super::decision::Verdict;
use crate::error::Result;
use crate::store::held;
use crate::store::register::{self, Register};
use crate::work::Work;
use casework::letter::DocumentNumber;
use casework::{Action, Case, Event, EventKind, OfficeId, Refusal};
use protocol::directory::Office;
use protocol::push::{Claim, Mutation, Payload};

const NOT_RESERVED: &str = "letter.number_not_reserved";
/// Among the facts of a held sign-off.
const FACT: &str = "claim";

/// The sign-off's own claim, or that of the held one which it settles.
pub(super) fn of(work: &mut Work, mutation: &Mutation, payload: &Payload) -> Result<Option<Claim>> {
    if !matches!(payload.action, Action::SignLetter { .. }) {
        return Ok(None);
    }
    match (&mutation.claim, payload.resolves) {
        (Some(claim), _) => Ok(Some(claim.clone())),
        (None, Some(id)) => {
            // Who settles one whose number is given already takes the next.
            let held = held::find(work.tx, id)?.filter(|held| held.action.code != NOT_RESERVED);
            let fact = held.and_then(|mut held| held.action.facts.remove(FACT));
            Ok(fact.and_then(|fact| serde_json::from_value(fact).ok()))
        }
        (None, None) => Ok(None),
    }
}

/// More letters than an office signs between two backups.
const UNTOLD: u32 = 100;

/// The claimed number, if it is kept for this office. A disk that was set back
/// without a restore asked nobody for the last numbers: then the claim itself
/// tells of those above what is here.
pub(super) fn number(
    work: &mut Work,
    case: &Case,
    claim: &Claim,
) -> Result<Result<DocumentNumber, Refusal>> {
    let free = match &case.office {
        Some(office) => {
            tell(work, office, &claim.number)?;
            register::may_be_claimed(work.tx, office, claim, work.now)?
        }
        None => false,
    };
    if free {
        return Ok(Ok(claim.number.clone()));
    }
    Ok(Err(Refusal::new(
        NOT_RESERVED,
        "the paper has a number that the restored register does not keep for it",
    )
    .fact("number", claim.number.to_string())))
}

fn tell(work: &mut Work, office: &OfficeId, number: &DocumentNumber) -> Result<()> {
    let known = work.book.directory.office(office);
    let ours = |known: &Office| known.number_words.values().any(|word| *word == number.word);
    let register = Register {
        office: office.clone(),
        year: number.year,
        word: number.word.clone(),
    };
    let next = register::next(work.tx, &register)?.serial;
    let untold = next..next.saturating_add(UNTOLD);
    if known.is_some_and(ours) && untold.contains(&number.serial) {
        register::reserve(work.tx, &register, number.serial, work.now)?;
    }
    Ok(())
}

/// The letter keeps the date of its paper.
pub(super) fn dated(mut events: Vec<Event>, claim: Option<&Claim>) -> Vec<Event> {
    for event in &mut events {
        if let (EventKind::LetterSigned { date, .. }, Some(claim)) = (&mut event.kind, claim) {
            *date = claim.date;
        }
    }
    events
}

pub(super) fn kept(verdict: Verdict, claim: Option<Claim>) -> Verdict {
    match (verdict, claim) {
        (Verdict::Held(refusal), Some(claim)) => Verdict::Held(refusal.fact(FACT, claim)),
        (verdict, _) => verdict,
    }
}
