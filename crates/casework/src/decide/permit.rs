//! Who may do what in which state. One table, read by `decide` and by the
//! window, so that an act is offered exactly when it would be accepted.

use super::Context;
use crate::action::{Act, Degree, Rating};
use crate::case::{Case, State};
use crate::clocks;
use crate::deadline::year_month_day;
use crate::ids::OfficeId;
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::rules::ClockKind;
use crate::rules::PauseReason;
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
    let instead = allowed(case, actor, context);
    OFFERED
        .into_iter()
        .filter(|act| roles(*act).contains(&actor.role))
        .map(|act| ActOption {
            act,
            refusal: permit(case, act, actor, context)
                .err()
                .map(|refusal| refusal.allowed(instead.clone())),
        })
        .filter(|option| option.refusal.is_none() || !answers(option.act))
        .collect()
}

/// The step that the state calls for next; the one primary button.
pub fn next_act(case: &Case, actor: &Actor) -> Option<Act> {
    use crate::letter::LetterState;
    let beside = actor
        .office
        .as_ref()
        .filter(|office| case.office.as_ref() != Some(*office));
    if let Some(office) = beside {
        return step_beside(case, office);
    }
    let letter = case
        .letters
        .iter()
        .rev()
        .find(|letter| letter.kind.is_answer() && letter.state != LetterState::Voided);
    match (actor.role, case.state, letter.map(|letter| letter.state)) {
        (Role::Handler | Role::Head, State::Assigned, _) => Some(Act::SignFor),
        (Role::Handler, State::Paused, _) => Some(match case.paused_for() {
            Some(PauseReason::Consultation) => Act::ReceiveOpinion,
            _ => Act::ReceiveSupplement,
        }),
        (Role::Head, State::InProgress, Some(LetterState::Submitted)) => Some(Act::SignLetter),
        (Role::Handler, State::InProgress, Some(LetterState::Signed | LetterState::Printed)) => {
            Some(Act::RecordReply)
        }
        (Role::Handler, State::InProgress, Some(_)) => Some(Act::DraftLetter),
        (Role::Handler, State::InProgress, None) if case.visits.is_empty() => Some(Act::LogVisit),
        (Role::Handler, State::InProgress, None) => Some(Act::DraftLetter),
        (Role::Handler, State::Replied, _) => {
            let waiting = case.absorbed.iter().any(|one| one.answered.is_none());
            Some(if waiting {
                Act::AnswerAbsorbed
            } else {
                Act::Close
            })
        }
        _ => None,
    }
}

/// The next step of an office that takes part without leading.
fn step_beside(case: &Case, office: &OfficeId) -> Option<Act> {
    if case.state.is_final() {
        return None;
    }
    match case.open_assist(office) {
        Some(assist) if assist.signed_for_at.is_none() => Some(Act::SignForAssist),
        Some(_) => Some(Act::Contribute),
        None => case
            .tasks
            .iter()
            .any(|task| task.done.is_none() && task.office == *office)
            .then_some(Act::CompleteTask),
    }
}

/// Acts that answer something: without it they are not even worth refusing.
fn answers(act: Act) -> bool {
    matches!(
        act,
        Act::SignFor
            | Act::ReceiveSupplement
            | Act::ReceiveOpinion
            | Act::ApproveExtension
            | Act::RefuseExtension
            | Act::NotifyExtension
            | Act::AnswerAbsorbed
            | Act::ServeLetter
            | Act::ReleaseAssist
            | Act::SignForAssist
            | Act::Contribute
            | Act::CompleteTask
    )
}

/// The acts a window offers, in its order.
const OFFERED: [Act; 25] = [
    Act::SignFor,
    Act::SignForAssist,
    Act::Contribute,
    Act::CompleteTask,
    Act::LogVisit,
    Act::LogContact,
    Act::DraftLetter,
    Act::RequestExtension,
    Act::ApproveExtension,
    Act::RefuseExtension,
    Act::NotifyExtension,
    Act::InviteAssist,
    Act::ReleaseAssist,
    Act::AskSupplement,
    Act::ReceiveSupplement,
    Act::Consult,
    Act::ReceiveOpinion,
    Act::ReferToMeeting,
    Act::RequestReturn,
    Act::RecordReply,
    Act::ServeLetter,
    Act::AnswerAbsorbed,
    Act::Close,
    Act::CorrectPostalAddress,
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
    if !takes_part(case, act, actor) {
        return Err(
            Refusal::new("case.wrong_office", "the case is with another office")
                .fact("act", act)
                .fact("office", &case.office),
        );
    }
    match hindrance(case, act, actor, context) {
        None => Ok(()),
        Some(reason) => Err(reason.fact("act", act).fact("state", case.state)),
    }
}

/// What this person could do with the case now.
pub(super) fn allowed(case: &Case, actor: &Actor, context: &Context) -> Vec<Act> {
    Act::ALL
        .into_iter()
        .filter(|act| {
            // Most fall at the first questions, before a refusal is put into words.
            roles(*act).contains(&actor.role)
                && has_its_place(case, *act)
                && takes_part(case, *act, actor)
                && hindrance(case, *act, actor, context).is_none()
                && has_letter(case, *act)
        })
        .collect()
}

/// Of the acts on letters, those for which there is one at that step.
fn has_letter(case: &Case, act: Act) -> bool {
    use crate::letter::LetterState::*;
    let at = |states: &[_]| {
        case.letters
            .iter()
            .any(|letter| states.contains(&letter.state))
    };
    match act {
        Act::SubmitLetter => at(&[Draft, Returned]),
        Act::ReturnLetter | Act::SignLetter => at(&[Submitted]),
        Act::VoidLetter => at(&[Signed, Printed]),
        Act::PrintLetter => case.letters.iter().any(|letter| letter.pdf.is_some()),
        Act::FileLetter => case
            .letters
            .iter()
            .any(|letter| letter.signed.is_some() && letter.pdf.is_none()),
        _ => true,
    }
}

/// Is the actor's office the one that this act belongs to: the lead, or for what
/// an assisting office does, one that was asked? The centre has no office.
fn takes_part(case: &Case, act: Act, actor: &Actor) -> bool {
    if !matches!(actor.role, Role::Handler | Role::Head) {
        return true;
    }
    let Some(office) = &actor.office else {
        return false;
    };
    match act {
        Act::SignForAssist | Act::Contribute | Act::CompleteTask => case.involves(office),
        Act::LogVisit | Act::LogContact | Act::CorrectPostalAddress | Act::ShowCitizen => {
            case.involves(office)
        }
        _ => case.office.as_ref() == Some(office),
    }
}

pub(crate) fn roles(act: Act) -> &'static [Role] {
    use Role::*;
    match act {
        Act::Accept
        | Act::Reject
        | Act::Dispatch
        | Act::RuleReturn
        | Act::Withdraw
        | Act::Merge
        | Act::RecordRating
        | Act::RecordFollowUp
        | Act::Reopen
        | Act::Supervise
        | Act::EndSupervision
        | Act::DecideJointly => &[Dispatcher, Administrator],
        Act::Archive => &[Dispatcher, Administrator, System],
        Act::ReceiveSupplement => &[Handler, Dispatcher, Administrator],
        Act::SignFor
        | Act::UndoSignFor
        | Act::LogVisit
        | Act::LogContact
        | Act::CorrectPostalAddress
        | Act::ShowCitizen
        | Act::DraftLetter
        | Act::SubmitLetter
        | Act::RecordReply
        | Act::ServeLetter
        | Act::PrintLetter
        | Act::Close => &[Handler, Head],
        Act::RequestReturn
        | Act::RequestExtension
        | Act::AskSupplement
        | Act::Consult
        | Act::ReceiveOpinion
        | Act::InviteAssist
        | Act::ReleaseAssist
        | Act::NotifyExtension
        | Act::AnswerAbsorbed
        | Act::SignForAssist
        | Act::Contribute
        | Act::CompleteTask => &[Handler, Head],
        Act::ReferToMeeting => &[Head, Dispatcher, Administrator],
        Act::ApproveExtension | Act::RefuseExtension => &[Head],
        Act::ReturnLetter | Act::SignLetter | Act::VoidLetter => &[Head],
        Act::FileLetter | Act::Absorb | Act::Escalate => &[System],
    }
}

/// What stands in the way of everybody whose act it is.
fn hindrance(case: &Case, act: Act, actor: &Actor, context: &Context) -> Option<Refusal> {
    if !has_its_place(case, act) {
        return Some(not_now(act, case.state));
    }
    match act {
        Act::UndoSignFor => begun(case),
        Act::RequestReturn => return_hindrance(case, context),
        Act::RequestExtension => extension_hindrance(case, context),
        Act::ApproveExtension | Act::RefuseExtension => missing(
            case.extension_request.is_some(),
            "extension.not_requested",
            "no extension is waiting for approval",
        ),
        Act::NotifyExtension => missing(
            case.extension_notice_owed.is_some(),
            "extension.no_notice_owed",
            "there is no approved extension that the citizen does not know of",
        ),
        Act::ReceiveSupplement => waits_for(case, act, PauseReason::Supplement),
        Act::ReceiveOpinion => waits_for(case, act, PauseReason::Consultation),
        Act::ReleaseAssist => missing(
            case.assists.iter().any(|assist| assist.is_open()),
            "assist.none_open",
            "no assisting office has anything outstanding",
        ),
        Act::SignForAssist | Act::Contribute => own_assist(case, act, actor),
        Act::CompleteTask => missing(
            case.tasks
                .iter()
                .any(|task| task.done.is_none() && actor.in_office(&task.office)),
            "task.none_open",
            "the office has no open task of a joint meeting here",
        ),
        Act::ReferToMeeting => case.referral.is_some().then(|| {
            Refusal::new(
                "meeting.referred",
                "the case waits for the joint meeting already",
            )
        }),
        Act::AnswerAbsorbed => missing(
            case.absorbed.iter().any(|one| one.answered.is_none()),
            "merge.none_to_answer",
            "no citizen of a merged case waits for an answer",
        ),
        Act::EndSupervision => missing(
            case.supervision.is_some(),
            "supervision.none",
            "the case is not supervised",
        ),
        Act::Reopen => ground_to_reopen(case),
        Act::RecordReply => assists_outstanding(case),
        Act::ServeLetter => missing(
            case.letters
                .iter()
                .any(|letter| letter.waits_for_delivery(case.state)),
            "letter.none_to_serve",
            "no signed letter waits to be delivered beside the answer",
        ),
        Act::Close => unfinished(case),
        _ => None,
    }
}

fn has_its_place(case: &Case, act: Act) -> bool {
    states(act).is_none_or(|states| states.contains(&case.state))
}

/// The states in which an act has its place; None: in every one.
pub(crate) fn states(act: Act) -> Option<&'static [State]> {
    use State::*;
    Some(match act {
        Act::Accept => &[Registered],
        Act::Reject => &[Registered, Accepted],
        Act::Dispatch => &[Registered, Accepted, Assigned, InProgress, Paused],
        Act::RuleReturn => &[ReturnRequested],
        Act::RecordRating | Act::RecordFollowUp | Act::Reopen => &[Replied, Closed],
        Act::Withdraw => &[
            Registered,
            Accepted,
            Assigned,
            InProgress,
            Paused,
            ReturnRequested,
        ],
        Act::Merge => &[Registered, Accepted, Assigned, InProgress, Paused],
        Act::Absorb | Act::Supervise => &[
            Registered,
            Accepted,
            Assigned,
            InProgress,
            Paused,
            ReturnRequested,
            Replied,
        ],
        Act::DecideJointly => &[Assigned, InProgress, Paused, ReturnRequested, Replied],
        Act::Archive => &[Closed, Rejected, Withdrawn, Merged],
        Act::SignFor => &[Assigned],
        Act::UndoSignFor
        | Act::RequestReturn
        | Act::RequestExtension
        | Act::AskSupplement
        | Act::Consult
        | Act::RecordReply => &[InProgress],
        Act::ReceiveSupplement | Act::ReceiveOpinion => &[Paused],
        Act::InviteAssist | Act::ReferToMeeting => &[InProgress, Paused],
        Act::ReleaseAssist | Act::SignForAssist | Act::Contribute => {
            &[InProgress, Paused, ReturnRequested]
        }
        Act::DraftLetter => &[InProgress, Paused, ReturnRequested, Replied],
        Act::SubmitLetter | Act::ReturnLetter | Act::SignLetter => &[InProgress, Paused, Replied],
        Act::AnswerAbsorbed | Act::Close => &[Replied],
        Act::Escalate => &[Assigned, InProgress, ReturnRequested],
        // A visit is never refused: what was seen was seen. Letters have steps of
        // their own; extensions and supervision are asked for by what waits.
        Act::LogVisit
        | Act::LogContact
        | Act::CorrectPostalAddress
        | Act::ShowCitizen
        | Act::ApproveExtension
        | Act::RefuseExtension
        | Act::NotifyExtension
        | Act::VoidLetter
        | Act::FileLetter
        | Act::ServeLetter
        | Act::PrintLetter
        | Act::CompleteTask
        | Act::EndSupervision => return None,
    })
}

fn missing(there: bool, code: &str, message: &str) -> Option<Refusal> {
    (!there).then(|| Refusal::new(code, message))
}

fn begun(case: &Case) -> Option<Refusal> {
    let untouched = case.visits.is_empty()
        && case.letters.is_empty()
        && case.assists.is_empty()
        && case.reopened == 0;
    (!untouched || case.return_refused)
        .then(|| Refusal::new("case.already_begun", "work on the case has begun"))
}

fn waits_for(case: &Case, act: Act, why: PauseReason) -> Option<Refusal> {
    (case.paused_for() != Some(why)).then(|| not_now(act, case.state).fact("waits_for", why))
}

fn own_assist(case: &Case, act: Act, actor: &Actor) -> Option<Refusal> {
    let assist = actor
        .office
        .as_ref()
        .and_then(|office| case.open_assist(office));
    match assist {
        None => Some(Refusal::new(
            "assist.not_asked",
            "the office has nothing outstanding here",
        )),
        Some(assist) if act == Act::SignForAssist && assist.signed_for_at.is_some() => Some(
            Refusal::new("assist.signed_for", "the office has signed for it already"),
        ),
        Some(_) => None,
    }
}

/// 重办 only by dissatisfaction or by what a follow-up found (DOMAIN.md).
fn ground_to_reopen(case: &Case) -> Option<Refusal> {
    let dissatisfied = matches!(case.rating, Some((Rating::Dissatisfied, _)));
    let found_wanting = case.follow_up.as_ref().is_some_and(|(heard, _)| {
        heard.valid
            && (heard.solved != Degree::Yes
                || !heard.contacted
                || heard.rating == Some(Rating::Dissatisfied))
    });
    missing(
        dissatisfied || found_wanting,
        "case.no_ground_to_reopen",
        "record the citizen's dissatisfaction or the follow-up first",
    )
}

/// The lead answers for all: after every assisting office has given its part, or
/// was let go.
fn assists_outstanding(case: &Case) -> Option<Refusal> {
    let open: Vec<_> = case
        .assists
        .iter()
        .filter(|assist| assist.is_open())
        .map(|assist| &assist.office)
        .collect();
    (!open.is_empty()).then(|| {
        Refusal::new(
            "assist.outstanding",
            "an assisting office has not given its part; wait for it, or go on without it",
        )
        .fact("offices", open)
    })
}

fn unfinished(case: &Case) -> Option<Refusal> {
    let unanswered: Vec<_> = case
        .absorbed
        .iter()
        .filter(|one| one.answered.is_none())
        .map(|one| &one.number)
        .collect();
    if !unanswered.is_empty() {
        return Some(
            Refusal::new(
                "merge.unanswered",
                "the citizens of merged cases are not answered yet",
            )
            .fact("numbers", unanswered),
        );
    }
    let open = case.tasks.iter().filter(|task| task.done.is_none()).count();
    (open > 0).then(|| {
        Refusal::new(
            "task.outstanding",
            "a task that the joint meeting gave is not done",
        )
        .fact("count", open)
    })
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
