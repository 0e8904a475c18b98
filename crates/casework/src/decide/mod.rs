//! What an action brings about, or why not. The story: may this person do this
//! now (`permit`), and with these words and numbers (`intake`, `handling`,
//! `letters`)? Then: these events.

mod calendar;
mod handling;
mod intake;
mod joint;
mod letters;
pub mod limits;
mod permit;

pub use calendar::calendar_changed;
pub use intake::register;
pub use permit::{ActOption, acts, next_act};

use crate::action::{Act, Action};
use crate::calendar::Calendar;
use crate::case::Case;
use crate::event::{By, Event, EventKind};
use crate::ids::ActionId;
use crate::letter::DocumentNumber;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::rules::Rules;

/// What the rulebook cannot know by itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// the clock of whoever decides: the server's, or a desk's for its preview
    pub now: Moment,
    pub calendar: &'a Calendar,
    pub rules: &'a Rules,
    /// the number that a sign-off would take; only the server has one
    pub number: Option<DocumentNumber>,
    /// the action being decided; becomes the id of visits and requests
    pub action: Option<ActionId>,
    /// when the person acted by their device's clock
    pub device_at: Option<Moment>,
    /// the lines of the district's offices, which may stand in any letter
    pub office_phones: Vec<&'a str>,
}

/// The events that `action` brings about, in order; never empty. A refusal says
/// what this person could do instead.
pub fn decide(
    case: &Case,
    action: &Action,
    actor: &Actor,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    decided(case, action, actor, context).map_err(|refusal| match refusal.allowed.is_empty() {
        true => refusal.allowed(permit::allowed(case, actor, context)),
        false => refusal,
    })
}

fn decided(
    case: &Case,
    action: &Action,
    actor: &Actor,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    permit::permit(case, action.act(), actor, context)?;
    let kinds = match action.act() {
        Act::Accept
        | Act::Reject
        | Act::Dispatch
        | Act::RuleReturn
        | Act::RecordRating
        | Act::RecordFollowUp
        | Act::Reopen
        | Act::Withdraw
        | Act::Supervise
        | Act::EndSupervision
        | Act::Archive => intake::decide(case, action, context)?,
        Act::InviteAssist
        | Act::SignForAssist
        | Act::Contribute
        | Act::ReleaseAssist
        | Act::ReferToMeeting
        | Act::DecideJointly
        | Act::CompleteTask
        | Act::Merge
        | Act::Absorb
        | Act::AnswerAbsorbed
        | Act::Escalate => joint::decide(case, action, actor, context)?,
        Act::DraftLetter
        | Act::SubmitLetter
        | Act::ReturnLetter
        | Act::SignLetter
        | Act::ServeLetter
        | Act::PrintLetter
        | Act::VoidLetter
        | Act::FileLetter => letters::decide(case, action, context)?,
        _ => handling::decide(case, action, context)?,
    };
    Ok(kinds
        .into_iter()
        .map(|kind| event(kind, actor, context))
        .collect())
}

fn event(kind: EventKind, actor: &Actor, context: &Context) -> Event {
    Event {
        at: context.now,
        by: By {
            user: actor.user.clone(),
            name: actor.name.clone(),
            role: actor.role,
            office: actor.office.clone(),
        },
        action: context.action,
        device_at: context.device_at.filter(|at| *at != context.now),
        kind,
    }
}
