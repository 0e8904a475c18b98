//! What the dispatch centre decides.

use super::limits::{self, at_most, required};
use super::{Context, event};
use crate::action::{Action, Registration};
use crate::case::Case;
use crate::event::{Event, EventKind};
use crate::refusal::Refusal;
use crate::role::Actor;

/// Opens a case. The number comes from the server's register.
pub fn register(
    registration: Registration,
    actor: &Actor,
    context: &Context,
) -> Result<Event, Refusal> {
    if !actor.of_centre() {
        return Err(Refusal::new(
            "case.wrong_role",
            "only the dispatch centre registers cases",
        )
        .fact("role", actor.role));
    }
    required(&registration.title, "title")?;
    required_body(&registration.body)?;
    at_most(&registration.title, limits::TITLE, "title.too_long")?;
    Ok(event(
        EventKind::Registered {
            registration,
            rules: context.rules.in_force_on(context.now.date()).version,
        },
        actor,
        context,
    ))
}

pub(super) fn decide(
    case: &Case,
    action: &Action,
    context: &Context,
) -> Result<Vec<EventKind>, Refusal> {
    Ok(vec![match action {
        Action::Accept => EventKind::Accepted,
        Action::Reject { reason, refer_to } => {
            required(reason, "reason")?;
            required(refer_to, "refer_to")?;
            EventKind::Rejected {
                reason: reason.clone(),
                refer_to: refer_to.clone(),
            }
        }
        Action::Dispatch { office } => {
            if case.office.as_ref() == Some(office)
                && case.dispatched_at.is_some()
                && case.signed_for_at.is_some()
            {
                return Err(Refusal::new(
                    "case.same_office",
                    "the case is with this office already",
                )
                .fact("office", office));
            }
            EventKind::Dispatched {
                office: office.clone(),
                from: case.office.clone().filter(|from| from != office),
            }
        }
        Action::RuleReturn { upheld, reason } => {
            required(reason, "reason")?;
            EventKind::ReturnRuled {
                upheld: *upheld,
                reason: reason.clone(),
            }
        }
        Action::RecordRating { rating, note } => {
            at_most(note, limits::NOTE, "note.too_long")?;
            EventKind::Rated {
                rating: *rating,
                note: note.clone(),
            }
        }
        Action::RecordFollowUp { follow_up } => {
            at_most(&follow_up.note, limits::NOTE, "note.too_long")?;
            EventKind::FollowedUp {
                follow_up: follow_up.clone(),
            }
        }
        Action::Reopen { reason } => {
            required(reason, "reason")?;
            EventKind::Reopened {
                count: case.reopened + 1,
                reason: reason.clone(),
            }
        }
        Action::Withdraw { reason } => {
            required(reason, "reason")?;
            EventKind::Withdrawn {
                reason: reason.clone(),
            }
        }
        Action::Supervise { reason, until } => {
            required(reason, "reason")?;
            if let Some(until) = until.filter(|until| *until < context.now.date()) {
                return Err(Refusal::new(
                    "supervision.past",
                    "supervision lasts until today or a later day",
                )
                .fact("until", until));
            }
            EventKind::Supervised {
                reason: reason.clone(),
                until: *until,
            }
        }
        Action::EndSupervision { reason } => {
            required(reason, "reason")?;
            EventKind::SupervisionEnded {
                reason: reason.clone(),
            }
        }
        Action::Archive => EventKind::Archived,
        other => unreachable!("{:?} is not the centre's", other.act()),
    }])
}

fn required_body(body: &str) -> Result<(), Refusal> {
    if body.trim().is_empty() {
        return Err(Refusal::new("field.required", "body must not be empty").fact("field", "body"));
    }
    at_most(body, limits::BODY, "body.too_long")
}
