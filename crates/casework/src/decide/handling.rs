//! What an office does with its case, letters apart.

use super::Context;
use super::limits::{self, at_most, required};
use crate::action::{Action, ClosingForm, Degree, PostalAddress, ReplyBy};
use crate::case::Case;
use crate::clocks;
use crate::event::{EventKind, VisitRecord};
use crate::ids::{ActionId, LetterId};
use crate::refusal::Refusal;

pub(super) fn decide(
    case: &Case,
    action: &Action,
    context: &Context,
) -> Result<Vec<EventKind>, Refusal> {
    Ok(vec![match action {
        Action::SignFor => EventKind::SignedFor,
        Action::UndoSignFor => EventKind::SignForUndone,
        Action::LogVisit { visit } => log_visit(visit, context)?,
        Action::LogContact { note } => {
            required(note, "note")?;
            EventKind::ContactLogged { note: note.clone() }
        }
        Action::RequestReturn {
            reason,
            code,
            evidence,
        } => {
            required(reason, "reason")?;
            if let Some(unknown) = evidence.iter().find(|id| case.visit(**id).is_none()) {
                return Err(Refusal::new(
                    "return.unknown_evidence",
                    "evidence of a return is a visit of this case",
                )
                .fact("visit", unknown));
            }
            EventKind::ReturnRequested {
                reason: reason.clone(),
                code: *code,
                evidence: evidence.clone(),
            }
        }
        Action::RequestExtension { days, reason } => {
            request_extension(case, *days, reason, context)?
        }
        Action::ApproveExtension { request } => {
            let days = waiting_extension(case, *request)?;
            EventKind::ExtensionApproved {
                request: *request,
                days,
            }
        }
        Action::RefuseExtension { request, reason } => {
            required(reason, "reason")?;
            waiting_extension(case, *request)?;
            EventKind::ExtensionRefused {
                request: *request,
                reason: reason.clone(),
            }
        }
        Action::AskSupplement { ask } => {
            required(ask, "ask")?;
            EventKind::SupplementAsked { ask: ask.clone() }
        }
        Action::ReceiveSupplement { text } => {
            required(text, "text")?;
            EventKind::SupplementReceived { text: text.clone() }
        }
        Action::Consult { whom, question } => {
            required(whom, "whom")?;
            at_most(whom, limits::TITLE, "whom.too_long")?;
            required(question, "question")?;
            EventKind::ConsultationAsked {
                whom: whom.clone(),
                question: question.clone(),
            }
        }
        Action::ReceiveOpinion { text } => {
            required(text, "text")?;
            EventKind::OpinionReceived { text: text.clone() }
        }
        Action::NotifyExtension { by } => EventKind::ExtensionNotified { means: *by },
        Action::RecordReply { letter, by } => record_reply(case, *letter, *by)?,
        Action::Close { form } => close(form)?,
        Action::CorrectPostalAddress { postal } => postal_address(postal)?,
        Action::ShowCitizen => EventKind::CitizenShown,
        other => unreachable!("{:?} is decided elsewhere", other.act()),
    }])
}

fn postal_address(postal: &PostalAddress) -> Result<EventKind, Refusal> {
    required(&postal.address, "address")?;
    at_most(&postal.address, limits::TITLE, "address.too_long")?;
    let digits = |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    if !postal.postcode.is_empty() && !digits(&postal.postcode) {
        return Err(Refusal::new(
            "address.bad_postcode",
            "a postcode has six digits, or stays empty where nobody knows it",
        )
        .fact("postcode", &postal.postcode));
    }
    Ok(EventKind::PostalAddressCorrected {
        postal: postal.clone(),
    })
}

fn log_visit(visit: &VisitRecord, context: &Context) -> Result<EventKind, Refusal> {
    if context.action.is_none() {
        return Err(Refusal::new(
            "visit.no_id",
            "a visit takes its id from its action",
        ));
    }
    at_most(&visit.note, limits::NOTE, "note.too_long")?;
    at_most(&visit.companions, limits::TITLE, "companions.too_long")?;
    if visit.note.trim().is_empty() && visit.photos.is_empty() {
        return Err(Refusal::new("visit.empty", "a visit has a note or a photo"));
    }
    if visit.photos.len() > limits::PHOTOS {
        return Err(Refusal::new(
            "visit.too_many_photos",
            format!("at most {} photos", limits::PHOTOS),
        )
        .fact("count", visit.photos.len())
        .fact("limit", limits::PHOTOS));
    }
    if let Some(photo) = visit.photos.iter().find(|photo| !is_sha256(&photo.sha256)) {
        return Err(
            Refusal::new("photo.bad_hash", "a photo is named by its SHA-256")
                .fact("name", &photo.name),
        );
    }
    Ok(EventKind::VisitLogged {
        visit: visit.clone(),
    })
}

fn request_extension(
    case: &Case,
    days: u32,
    reason: &str,
    context: &Context,
) -> Result<EventKind, Refusal> {
    required(reason, "reason")?;
    let Some(request) = context.action else {
        return Err(Refusal::new(
            "extension.no_id",
            "a request takes its id from its action",
        ));
    };
    let cap = clocks::answer(case, context.rules)
        .and_then(|clock| clock.rule.extension_cap)
        .unwrap_or(0);
    let left = cap.saturating_sub(case.extended_by);
    if days == 0 || days > left {
        return Err(Refusal::new(
            "extension.too_long",
            format!("between 1 and {left} days can be asked for"),
        )
        .fact("days", days)
        .fact("limit", left));
    }
    Ok(EventKind::ExtensionRequested {
        request,
        days,
        reason: reason.to_owned(),
    })
}

fn waiting_extension(case: &Case, request: ActionId) -> Result<u32, Refusal> {
    match &case.extension_request {
        Some(waiting) if waiting.request == request => Ok(waiting.days),
        _ => Err(Refusal::new(
            "extension.not_requested",
            "this request does not wait for approval",
        )
        .fact("request", request)),
    }
}

fn record_reply(case: &Case, letter: Option<LetterId>, by: ReplyBy) -> Result<EventKind, Refusal> {
    match letter.map(|id| (id, case.letter(id))) {
        Some((id, None)) => {
            Err(Refusal::new("letter.unknown", "this case has no such letter").fact("letter", id))
        }
        Some((id, Some(letter))) if !letter.in_force() => Err(Refusal::new(
            "letter.not_signed",
            "only a signed letter can be sent",
        )
        .fact("letter", id)),
        Some((id, Some(letter))) if !letter.kind.is_answer() => Err(Refusal::new(
            "letter.not_an_answer",
            "a letter of this kind tells of a step; record its delivery, and answer by a reply",
        )
        .fact("letter", id)
        .fact("letter_kind", letter.kind)),
        None if matches!(by, ReplyBy::Post | ReplyBy::Hand) => Err(Refusal::new(
            "letter.required",
            "post and hand carry a signed letter",
        )),
        _ => Ok(EventKind::Replied { letter, means: by }),
    }
}

fn close(form: &ClosingForm) -> Result<EventKind, Refusal> {
    required(&form.handling, "handling")?;
    required(&form.public_reply, "public_reply")?;
    if form.solved != Degree::Yes {
        required(
            form.unsolved_reason.as_deref().unwrap_or_default(),
            "unsolved_reason",
        )?;
    }
    Ok(EventKind::Closed { form: form.clone() })
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
