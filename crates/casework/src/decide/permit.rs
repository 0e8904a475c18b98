//! Who may do what in which state. One table, read by `decide` and by the
//! window, so that an act is offered exactly when it would be accepted.

use super::Context;
use crate::action::Act;
use crate::case::{Case, State};
use crate::clocks;
use crate::deadline::year_month_day;
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::rules::ClockKind;
use serde::{Deserialize, Serialize};

/// An act with the reason why it is not allowed now, if so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActOption {
    pub act: Act,
    pub refusal: Option<Refusal>,
}

/// What a person of an office sees on a case: every act of their role, the
/// allowed and the others with their reason.
pub fn acts(case: &Case, actor: &Actor, context: &Context) -> Vec<ActOption> {
    OFFERED
        .into_iter()
        .filter(|act| roles(*act).contains(&actor.role))
        .map(|act| ActOption {
            act,
            refusal: permit(case, act, actor, context).err(),
        })
        .filter(|option| option.refusal.is_none() || !answers(option.act))
        .collect()
}

/// The step that the state calls for next; the one primary button.
pub fn next_act(case: &Case, actor: &Actor) -> Option<Act> {
    use crate::letter::LetterState;
    let letter = case
        .letters
        .iter()
        .rev()
        .find(|letter| letter.state != LetterState::Voided);
    match (actor.role, case.state, letter.map(|letter| letter.state)) {
        (Role::Handler | Role::Head, State::Assigned, _) => Some(Act::SignFor),
        (Role::Handler, State::Paused, _) => Some(Act::ReceiveSupplement),
        (Role::Head, State::InProgress, Some(LetterState::Submitted)) => Some(Act::SignLetter),
        (Role::Handler, State::InProgress, Some(LetterState::Signed)) => Some(Act::RecordReply),
        (Role::Handler, State::InProgress, Some(_)) => Some(Act::DraftLetter),
        (Role::Handler, State::InProgress, None) if case.visits.is_empty() => Some(Act::LogVisit),
        (Role::Handler, State::InProgress, None) => Some(Act::DraftLetter),
        (Role::Handler, State::Replied, _) => Some(Act::Close),
        _ => None,
    }
}

/// Acts that answer something: without it they are not even worth refusing.
fn answers(act: Act) -> bool {
    matches!(
        act,
        Act::SignFor | Act::ReceiveSupplement | Act::ApproveExtension | Act::RefuseExtension
    )
}

/// The acts a window offers, in its order.
const OFFERED: [Act; 13] = [
    Act::SignFor,
    Act::LogVisit,
    Act::LogContact,
    Act::DraftLetter,
    Act::RequestExtension,
    Act::ApproveExtension,
    Act::RefuseExtension,
    Act::AskSupplement,
    Act::ReceiveSupplement,
    Act::RequestReturn,
    Act::RecordReply,
    Act::Close,
    Act::ShowCitizen,
];

/// May this person do this now? Says why not, and what would be allowed.
pub(super) fn permit(
    case: &Case,
    act: Act,
    actor: &Actor,
    context: &Context,
) -> Result<(), Refusal> {
    if !roles(act).contains(&actor.role) {
        return Err(Refusal::new(
            "case.wrong_role",
            format!("{} may not {}", actor.role.code(), act.code()),
        )
        .fact("act", act)
        .fact("role", actor.role)
        .fact("roles", roles(act)));
    }
    let of_office = matches!(actor.role, Role::Handler | Role::Head);
    if of_office
        && !case
            .office
            .as_ref()
            .is_some_and(|office| actor.in_office(office))
    {
        return Err(
            Refusal::new("case.wrong_office", "the case is with another office")
                .fact("act", act)
                .fact("office", &case.office),
        );
    }
    if let Some(reason) = hindrance(case, act, context) {
        let allowed = OFFERED
            .into_iter()
            .filter(|other| {
                roles(*other).contains(&actor.role) && hindrance(case, *other, context).is_none()
            })
            .collect();
        return Err(reason
            .fact("act", act)
            .fact("state", case.state)
            .allowed(allowed));
    }
    Ok(())
}

fn roles(act: Act) -> &'static [Role] {
    use Role::*;
    match act {
        Act::Accept | Act::Reject | Act::Dispatch | Act::RuleReturn | Act::Withdraw => {
            &[Dispatcher, Administrator]
        }
        Act::RecordRating | Act::Reopen => &[Dispatcher, Administrator],
        Act::ReceiveSupplement => &[Handler, Dispatcher, Administrator],
        Act::SignFor
        | Act::UndoSignFor
        | Act::LogVisit
        | Act::LogContact
        | Act::ShowCitizen
        | Act::DraftLetter
        | Act::SubmitLetter
        | Act::RecordReply
        | Act::Close => &[Handler, Head],
        Act::RequestReturn | Act::RequestExtension | Act::AskSupplement => &[Handler, Head],
        Act::ApproveExtension | Act::RefuseExtension => &[Head],
        Act::ReturnLetter | Act::SignLetter | Act::VoidLetter => &[Head],
        Act::FileLetter => &[System],
    }
}

/// What stands in the way, whoever asks.
fn hindrance(case: &Case, act: Act, context: &Context) -> Option<Refusal> {
    use State::*;
    let state = case.state;
    let in_state = |states: &[State]| (!states.contains(&state)).then(|| not_now(act, state));
    match act {
        Act::Accept => in_state(&[Registered]),
        Act::Reject => in_state(&[Registered, Accepted]),
        Act::Dispatch => in_state(&[Registered, Accepted, Assigned, InProgress, Paused]),
        Act::RuleReturn => in_state(&[ReturnRequested]),
        Act::RecordRating => in_state(&[Replied, Closed]),
        Act::Reopen => in_state(&[Replied, Closed]),
        Act::Withdraw => in_state(&[
            Registered,
            Accepted,
            Assigned,
            InProgress,
            Paused,
            ReturnRequested,
        ]),
        Act::SignFor => in_state(&[Assigned]),
        Act::UndoSignFor => in_state(&[InProgress]).or_else(|| {
            let untouched = case.visits.is_empty() && case.letters.is_empty() && case.reopened == 0;
            (!untouched || case.return_refused)
                .then(|| Refusal::new("case.already_begun", "work on the case has begun"))
        }),
        // A visit is never refused: what was seen was seen.
        Act::LogVisit | Act::LogContact | Act::ShowCitizen => None,
        Act::RequestReturn => in_state(&[InProgress]).or_else(|| return_hindrance(case, context)),
        Act::RequestExtension => {
            in_state(&[InProgress]).or_else(|| extension_hindrance(case, context))
        }
        Act::ApproveExtension | Act::RefuseExtension => {
            case.extension_request.is_none().then(|| {
                Refusal::new(
                    "extension.not_requested",
                    "no extension is waiting for approval",
                )
            })
        }
        Act::AskSupplement => in_state(&[InProgress]),
        Act::ReceiveSupplement => in_state(&[Paused]),
        Act::DraftLetter => in_state(&[InProgress, Paused, ReturnRequested, Replied]),
        Act::SubmitLetter => in_state(&[InProgress, Paused, Replied]),
        Act::ReturnLetter | Act::SignLetter => in_state(&[InProgress, Paused, Replied]),
        Act::VoidLetter | Act::FileLetter => None,
        Act::RecordReply => in_state(&[InProgress]),
        Act::Close => in_state(&[Replied]),
    }
}

fn return_hindrance(case: &Case, context: &Context) -> Option<Refusal> {
    if case.return_refused {
        return Some(Refusal::new(
            "case.return_ruled",
            "the centre has ruled; no second return",
        ));
    }
    if case.reopened > 0 {
        return Some(Refusal::new(
            "case.return_reopened",
            "a reopened case cannot be returned",
        ));
    }
    let window = clocks::return_window(case, context.rules)?;
    let due = window.due(context.calendar);
    let until = due.date();
    due.is_over(context.now).then(|| {
        Refusal::new(
            "case.return_window_over",
            format!("the return window ended on {until}"),
        )
        .fact("until", until)
        .fact("until_text", year_month_day(until))
        .fact("limit", window.rule.limit)
    })
}

fn extension_hindrance(case: &Case, context: &Context) -> Option<Refusal> {
    if case.extension_request.is_some() {
        return Some(Refusal::new(
            "extension.pending",
            "an extension already waits for approval",
        ));
    }
    let clock = clocks::answer(case, context.rules)?;
    let cap = clock.rule.extension_cap.unwrap_or(0);
    (case.extended_by >= cap).then(|| {
        Refusal::new(
            "extension.cap_reached",
            format!("the rule allows {cap} more, all are used"),
        )
        .fact("cap", cap)
        .fact("rework", clock.kind == ClockKind::Rework)
    })
}

fn not_now(act: Act, state: State) -> Refusal {
    Refusal::new(
        "case.not_allowed_now",
        format!(
            "{} is not possible while the case is {}",
            act.code(),
            state.code()
        ),
    )
}
