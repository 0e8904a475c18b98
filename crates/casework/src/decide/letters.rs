//! From draft to signed letter. A sign-off names the exact revision by its
//! hash, so nobody signs what they have not seen.

use super::Context;
use super::limits::{self, at_most, required};
use crate::action::{Action, ReplyBy};
use crate::case::{Case, State};
use crate::event::EventKind;
use crate::ids::LetterId;
use crate::letter::{Letter, LetterContent, LetterKind, LetterState, Paragraph};
use crate::lint::{self, Finding, KeptFinding, Known, Policy};
use crate::refusal::Refusal;
use std::num::NonZeroU32;

/// See [`Letter::in_force`].
const IN_FORCE: [LetterState; 2] = [LetterState::Signed, LetterState::Printed];

/// With a number that is never given again.
const SIGNED: [LetterState; 3] = [
    LetterState::Signed,
    LetterState::Printed,
    LetterState::Voided,
];

pub(super) fn decide(
    case: &Case,
    action: &Action,
    context: &Context,
) -> Result<Vec<EventKind>, Refusal> {
    Ok(vec![match action {
        Action::DraftLetter {
            letter,
            letter_kind,
            content,
        } => draft(case, *letter, *letter_kind, content)?,
        Action::SubmitLetter {
            letter: id,
            hash,
            kept,
        } => {
            let letter = in_state(case, *id, &[LetterState::Draft, LetterState::Returned])?;
            let revision = latest(letter, hash)?;
            let found = must_pass(case, letter, context)?;
            let still_found = |one: &&KeptFinding| found.iter().any(|found| one.is_of(found));
            EventKind::LetterSubmitted {
                letter: *id,
                revision,
                kept: kept.iter().filter(still_found).cloned().collect(),
            }
        }
        Action::ReturnLetter { letter: id, remark } => {
            required(remark, "remark")?;
            let letter = in_state(case, *id, &[LetterState::Submitted])?;
            EventKind::LetterReturned {
                letter: *id,
                revision: letter.revisions.len() as u32,
                remark: remark.clone(),
            }
        }
        Action::SignLetter { letter: id, hash } => sign(case, *id, hash, context)?,
        Action::ServeLetter { letter: id, by } => serve(case, *id, *by)?,
        Action::PrintLetter { letter: id, copies } => print(case, *id, *copies)?,
        Action::VoidLetter { letter: id, reason } => {
            required(reason, "reason")?;
            in_state(case, *id, &IN_FORCE)?;
            EventKind::LetterVoided {
                letter: *id,
                reason: reason.clone(),
            }
        }
        Action::FileLetter { letter: id, pdf } => {
            let letter = in_state(case, *id, &SIGNED)?;
            if letter.pdf.is_some() {
                return Err(Refusal::new(
                    "letter.already_filed",
                    "a signed letter is rendered once",
                )
                .fact("letter", id));
            }
            EventKind::LetterFiled {
                letter: *id,
                pdf: pdf.clone(),
            }
        }
        other => unreachable!("{:?} is decided elsewhere", other.act()),
    }])
}

fn draft(
    case: &Case,
    id: LetterId,
    kind: LetterKind,
    content: &LetterContent,
) -> Result<EventKind, Refusal> {
    required(&content.title, "title")?;
    at_most(&content.title, limits::TITLE, "title.too_long")?;
    if content.body.iter().all(Paragraph::is_empty) {
        return Err(Refusal::new("letter.empty", "the letter has no text").fact("letter", id));
    }
    if content.characters() > limits::BODY {
        return Err(Refusal::new(
            "letter.too_long",
            format!("a letter has at most {} characters", limits::BODY),
        )
        .fact("length", content.characters())
        .fact("limit", limits::BODY));
    }
    if let Some(level) = content
        .body
        .iter()
        .map(|paragraph| paragraph.level)
        .find(|level| *level > 4)
    {
        return Err(Refusal::new("letter.bad_level", "levels are 0 to 4").fact("level", level));
    }
    // What is printed behind a letter comes from this case's own evidence.
    let own = |photo: &str| case.photos().any(|known| known.sha256 == photo);
    if let Some(foreign) = content.annex.iter().find(|annex| !own(&annex.photo)) {
        return Err(Refusal::new(
            "letter.foreign_photo",
            "only photos of this case's visits can be printed behind its letters",
        )
        .fact("photo", &foreign.photo));
    }
    let revision = match case.letter(id) {
        None => 1,
        Some(letter) if SIGNED.contains(&letter.state) => {
            return Err(already_signed(letter));
        }
        Some(letter) => letter.revisions.len() as u32 + 1,
    };
    Ok(EventKind::LetterDrafted {
        letter: id,
        revision,
        letter_kind: kind,
        content: content.clone(),
        hash: content.hash(kind),
    })
}

fn sign(case: &Case, id: LetterId, hash: &str, context: &Context) -> Result<EventKind, Refusal> {
    let letter = in_state(case, id, &[LetterState::Submitted])?;
    let revision = latest(letter, hash)?;
    must_pass(case, letter, context)?;
    let Some(number) = context.number.clone() else {
        return Err(Refusal::new(
            "letter.needs_server",
            "number and seal come from the server; go online to sign",
        )
        .fact("letter", id));
    };
    Ok(EventKind::LetterSigned {
        letter: id,
        revision,
        hash: hash.to_owned(),
        number,
        date: context.now.date(),
    })
}

/// Every signed letter is served once. The answer itself is served by recording
/// the reply, which moves the case on.
fn serve(case: &Case, id: LetterId, by: ReplyBy) -> Result<EventKind, Refusal> {
    let letter = in_state(case, id, &IN_FORCE)?;
    if letter.served.is_some() {
        return Err(Refusal::new(
            "letter.served",
            "the delivery of this letter is recorded already",
        )
        .fact("letter", id));
    }
    if letter.kind.is_answer() && case.state == State::InProgress {
        return Err(Refusal::new(
            "letter.is_answer",
            "this letter is the answer; record the reply",
        )
        .fact("letter", id));
    }
    Ok(EventKind::LetterServed {
        letter: id,
        means: by,
    })
}

/// What lies printed was printed, also where it was voided meanwhile; every time
/// is one of its own.
fn print(case: &Case, id: LetterId, copies: NonZeroU32) -> Result<EventKind, Refusal> {
    let letter = in_state(case, id, &SIGNED)?;
    if letter.pdf.is_none() {
        return Err(Refusal::new(
            "letter.rendering",
            "the PDF of this letter is not made yet, so it cannot have been printed",
        )
        .fact("letter", id));
    }
    Ok(EventKind::LetterPrinted {
        letter: id,
        copies,
        time: letter.printed.len() as u32 + 1,
    })
}

/// Nobody signs what the check says must be changed. Answers what it advises to change.
fn must_pass(case: &Case, letter: &Letter, context: &Context) -> Result<Vec<Finding>, Refusal> {
    let Some((_, revision)) = letter.latest() else {
        return Ok(Vec::new());
    };
    let known = Known::of(case, &context.office_phones, context.now.date());
    let found = lint::check(letter.kind, &revision.content, &known, Policy::embedded());
    match lint::blocks(&found) {
        Some(refusal) => Err(refusal.fact("letter", letter.id)),
        None => Ok(found.findings),
    }
}

/// The newest revision, if it is the one the person saw.
fn latest(letter: &Letter, hash: &str) -> Result<u32, Refusal> {
    match letter.latest() {
        Some((n, revision)) if revision.hash == hash => Ok(n),
        _ => Err(Refusal::new(
            "letter.changed",
            "the letter has a newer revision; read it first",
        )
        .fact("letter", letter.id)
        .fact("revision", letter.revisions.len())),
    }
}

fn in_state<'a>(
    case: &'a Case,
    id: LetterId,
    states: &[LetterState],
) -> Result<&'a Letter, Refusal> {
    let letter = case.letter(id).ok_or_else(|| {
        Refusal::new("letter.unknown", "this case has no such letter").fact("letter", id)
    })?;
    if states.contains(&letter.state) {
        return Ok(letter);
    }
    match letter.state {
        LetterState::Signed | LetterState::Printed => Err(already_signed(letter)),
        state => Err(
            Refusal::new("letter.not_allowed_now", "the letter is not at this step")
                .fact("letter", id)
                .fact("letter_state", state),
        ),
    }
}

fn already_signed(letter: &Letter) -> Refusal {
    let refusal = Refusal::new(
        "letter.already_signed",
        "the letter is signed; to change it, void it and write another",
    )
    .fact("letter", letter.id);
    match &letter.signed {
        Some(signed) => refusal
            .fact("by", &signed.by_name)
            .fact("at", signed.at)
            .fact("number", signed.number.to_string()),
        None => refusal,
    }
}
