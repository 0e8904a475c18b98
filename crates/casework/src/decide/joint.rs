//! More than one office, more than one citizen: 会办, 联席会议, 并案; and what the
//! clock sets off.

use super::Context;
use super::limits::{self, at_most, required};
use crate::action::Action;
use crate::case::Case;
use crate::escalation::{self, Escalation};
use crate::event::EventKind;
use crate::ids::OfficeId;
use crate::joint::TaskOrder;
use crate::refusal::Refusal;
use crate::role::Actor;
use chrono::NaiveDate;

/// Tasks that one meeting may give on one case.
const TASKS: usize = 20;

pub(super) fn decide(
    case: &Case,
    action: &Action,
    actor: &Actor,
    context: &Context,
) -> Result<Vec<EventKind>, Refusal> {
    Ok(vec![match action {
        Action::InviteAssist { office, ask } => invite(case, office, ask)?,
        Action::SignForAssist => EventKind::AssistSignedFor {
            office: own(actor)?,
        },
        Action::Contribute { text } => {
            required(text, "text")?;
            EventKind::AssistContributed {
                office: own(actor)?,
                text: text.clone(),
            }
        }
        Action::ReleaseAssist { office, reason } => {
            required(reason, "reason")?;
            if case.open_assist(office).is_none() {
                return Err(Refusal::new(
                    "assist.not_asked",
                    "this office has nothing outstanding here",
                )
                .fact("office", office));
            }
            EventKind::AssistReleased {
                office: office.clone(),
                reason: reason.clone(),
            }
        }
        Action::ReferToMeeting { reason } => {
            required(reason, "reason")?;
            EventKind::ReferredToMeeting {
                reason: reason.clone(),
            }
        }
        Action::DecideJointly {
            held_on,
            decision,
            tasks,
        } => decide_jointly(*held_on, decision, tasks, context)?,
        Action::CompleteTask { task, note } => complete(case, *task, note, actor)?,
        Action::Merge { into, number } => EventKind::Merged {
            into: *into,
            number: number.clone(),
        },
        Action::Absorb { case: id, number } => {
            if case.absorbed.iter().any(|one| one.case == *id) {
                return Err(Refusal::new("merge.absorbed", "it is merged already"));
            }
            EventKind::Absorbed {
                case: *id,
                number: number.clone(),
            }
        }
        Action::AnswerAbsorbed { case: id, by } => {
            let waiting = case
                .absorbed
                .iter()
                .find(|one| one.case == *id && one.answered.is_none());
            let Some(waiting) = waiting else {
                return Err(Refusal::new(
                    "merge.none_to_answer",
                    "no such merged case waits for an answer",
                )
                .fact("case", id));
            };
            EventKind::AbsorbedAnswered {
                case: *id,
                number: waiting.number.clone(),
                means: *by,
            }
        }
        Action::Escalate { escalation } => escalate(case, escalation, context)?,
        other => unreachable!("{:?} is decided elsewhere", other.act()),
    }])
}

fn invite(case: &Case, office: &OfficeId, ask: &str) -> Result<EventKind, Refusal> {
    required(ask, "ask")?;
    if case.office.as_ref() == Some(office) {
        return Err(Refusal::new(
            "assist.own_office",
            "the lead does not assist itself",
        ));
    }
    if case.open_assist(office).is_some() {
        return Err(
            Refusal::new("assist.asked", "the office was asked already").fact("office", office)
        );
    }
    Ok(EventKind::AssistInvited {
        office: office.clone(),
        ask: ask.to_owned(),
    })
}

fn decide_jointly(
    held_on: NaiveDate,
    decision: &str,
    tasks: &[TaskOrder],
    context: &Context,
) -> Result<EventKind, Refusal> {
    required(decision, "decision")?;
    if held_on > context.now.date() {
        return Err(
            Refusal::new("meeting.future", "a decision is recorded after the meeting")
                .fact("held_on", held_on),
        );
    }
    if tasks.is_empty() || tasks.len() > TASKS {
        return Err(Refusal::new(
            "meeting.tasks",
            format!("a decision gives between 1 and {TASKS} tasks"),
        )
        .fact("count", tasks.len())
        .fact("limit", TASKS));
    }
    for task in tasks {
        required(&task.what, "what")?;
        at_most(&task.what, limits::TITLE, "task.too_long")?;
        if task.due < held_on {
            return Err(Refusal::new(
                "task.past",
                "a task is due on the day of the meeting or later",
            )
            .fact("due", task.due));
        }
    }
    Ok(EventKind::JointlyDecided {
        held_on,
        decision: decision.to_owned(),
        tasks: tasks.to_vec(),
    })
}

fn complete(case: &Case, n: u32, note: &str, actor: &Actor) -> Result<EventKind, Refusal> {
    required(note, "note")?;
    match case.tasks.get(n as usize) {
        Some(task) if task.done.is_none() && actor.in_office(&task.office) => {
            Ok(EventKind::TaskCompleted {
                task: n,
                note: note.to_owned(),
            })
        }
        _ => Err(
            Refusal::new("task.unknown", "this office has no such open task here").fact("task", n),
        ),
    }
}

fn escalate(case: &Case, escalation: &Escalation, context: &Context) -> Result<EventKind, Refusal> {
    if case.escalations.contains(escalation) {
        return Err(Refusal::new(
            "escalation.known",
            "this step was set off already",
        ));
    }
    if !escalation::is_reached(case, escalation, context) {
        return Err(Refusal::new(
            "escalation.not_reached",
            "the clock has not come this far",
        ));
    }
    Ok(EventKind::Escalated {
        escalation: escalation.clone(),
    })
}

/// `permit` has seen that the actor's office takes part.
fn own(actor: &Actor) -> Result<OfficeId, Refusal> {
    actor
        .office
        .clone()
        .ok_or_else(|| Refusal::new("assist.not_asked", "only an office assists"))
}
