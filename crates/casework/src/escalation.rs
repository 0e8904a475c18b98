//! 催办 by the clock: yellow, red, and overdue by some working days. What is due
//! follows from the case and the time alone, so it is the same however often,
//! and however late, somebody asks; what was set off stands in the history and
//! is never set off again.

use crate::action::Action;
use crate::case::{Case, State};
use crate::clocks::{self, Clock, ClockState};
use crate::deadline::Due;
use crate::decide::Context;
use crate::ids::OfficeId;
use crate::rules::{ClockKind, RuleSet};
use serde::{Deserialize, Serialize};

/// How far a clock has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Step {
    /// the last days before it is due
    Yellow,
    /// past due
    Red,
    /// past due by so many working days
    Overdue { working_days: u32 },
}

/// One step of one clock. A moved due date is another deadline and presses anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Escalation {
    #[serde(flatten)]
    pub step: Step,
    pub clock: ClockKind,
    /// whose clock
    pub office: OfficeId,
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub due: Due,
}

/// Everything the clocks of this case have reached by `context.now` and that its
/// history does not know yet, the earlier steps first.
pub fn due(case: &Case, context: &Context) -> Vec<Escalation> {
    reached(case, context)
        .into_iter()
        .filter(|escalation| !case.escalations.contains(escalation))
        .collect()
}

/// As actions of the server itself.
pub fn actions(case: &Case, context: &Context) -> Vec<Action> {
    due(case, context)
        .into_iter()
        .map(|escalation| Action::Escalate { escalation })
        .collect()
}

/// Has the clock come this far?
pub(crate) fn is_reached(case: &Case, escalation: &Escalation, context: &Context) -> bool {
    reached(case, context).contains(escalation)
}

fn reached(case: &Case, context: &Context) -> Vec<Escalation> {
    let mut found = Vec::new();
    if !waits(case.state) {
        return found;
    }
    let set = clocks::rules_of(case, context.rules);
    if let (Some(clock), Some(office)) = (clocks::current(case, context.rules), &case.office) {
        steps(&clock, office, set, context, &mut found);
    }
    for assist in case.assists.iter().filter(|assist| assist.is_open()) {
        if let Some(clock) = clocks::assist(case, assist, context.rules) {
            steps(&clock, &assist.office, set, context, &mut found);
        }
    }
    found
}

fn waits(state: State) -> bool {
    matches!(
        state,
        State::Assigned | State::InProgress | State::ReturnRequested
    )
}

fn steps(
    clock: &Clock,
    office: &OfficeId,
    set: &RuleSet,
    context: &Context,
    found: &mut Vec<Escalation>,
) {
    if clock.state != ClockState::Running {
        return;
    }
    let today = context.now.date();
    let due = clock.due(context.calendar);
    let mut add = |step| {
        found.push(Escalation {
            step,
            clock: clock.kind,
            office: office.clone(),
            due,
        });
    };
    if today >= clocks::yellow_from(clock.rule, set, context.calendar, due) {
        add(Step::Yellow);
    }
    if due.is_over(context.now) {
        add(Step::Red);
        let late = context.calendar.working_days_between(due.date(), today);
        for working_days in &set.escalate_overdue {
            if i64::from(late) >= i64::from(*working_days) {
                add(Step::Overdue {
                    working_days: *working_days,
                });
            }
        }
    }
}
