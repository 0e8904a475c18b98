//! The clocks of a case: which run, which are met, when they are due.

use crate::calendar::Calendar;
use crate::case::{Case, State};
use crate::deadline::{self, Derivation, Pause};
use crate::ids::OfficeId;
use crate::joint::Assist;
use crate::moment::Moment;
use crate::rules::{ClockKind, CountedFrom, Rule, RuleSet};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ClockState {
    Running,
    /// 停表
    Paused {
        since: NaiveDate,
    },
    /// done on that date
    Met {
        on: NaiveDate,
    },
}

/// One clock that binds the office which has the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock<'a> {
    pub kind: ClockKind,
    pub rule: &'a Rule,
    pub start: NaiveDate,
    pub extended_by: u32,
    pub pauses: &'a [Pause],
    pub state: ClockState,
}

impl Clock<'_> {
    pub fn due(&self, calendar: &Calendar) -> NaiveDate {
        deadline::due_date(
            calendar,
            self.rule,
            self.start,
            self.extended_by,
            self.pauses,
        )
    }

    pub fn derivation(&self, calendar: &Calendar) -> Derivation {
        let verb = match self.kind {
            ClockKind::SignFor => "签收",
            ClockKind::ReturnWindow => "提出退单",
            ClockKind::Answer | ClockKind::Rework => "答复",
            ClockKind::Task => "完成",
        };
        deadline::derive(
            calendar,
            self.rule,
            self.start,
            self.extended_by,
            self.pauses,
            verb,
        )
    }
}

/// The clock that matters now: sign-for while it waits for that, then the answer
/// (of this round). None before dispatch and when nothing is owed any more.
pub fn current<'a>(case: &'a Case, rules: &'a RuleSet) -> Option<Clock<'a>> {
    match case.state {
        State::Assigned => sign_for(case, rules),
        State::InProgress
        | State::Paused
        | State::ReturnRequested
        | State::Replied
        | State::Closed => answer(case, rules),
        _ => None,
    }
}

/// The clock that binds this office now: the lead's, or that of its assistance.
pub fn binding<'a>(
    case: &'a Case,
    office: Option<&OfficeId>,
    rules: &'a RuleSet,
) -> Option<Clock<'a>> {
    match office.filter(|office| case.office.as_ref() != Some(*office)) {
        None => current(case, rules),
        Some(_) if case.state.is_final() => None,
        Some(beside) => case
            .assists
            .iter()
            .find(|one| one.office == *beside && one.is_shared())
            .and_then(|one| assist(case, one, rules)),
    }
}

/// When the first open task that a joint meeting gave this office is due.
pub fn earliest_task(case: &Case, office: &OfficeId) -> Option<NaiveDate> {
    case.tasks
        .iter()
        .filter(|task| task.done.is_none() && task.office == *office)
        .map(|task| task.due)
        .min()
}

pub fn sign_for<'a>(case: &'a Case, rules: &'a RuleSet) -> Option<Clock<'a>> {
    let rule = rules.rule(case.registration.matter, ClockKind::SignFor)?;
    let state = case
        .signed_for_at
        .map_or(ClockState::Running, |at| ClockState::Met { on: at.date() });
    Some(Clock {
        kind: ClockKind::SignFor,
        rule,
        start: start(case, rule)?,
        extended_by: 0,
        pauses: &[],
        state,
    })
}

/// The office's answer, or its second answer after a reopening.
pub fn answer<'a>(case: &'a Case, rules: &'a RuleSet) -> Option<Clock<'a>> {
    // An office that got the case after its reopening has the full time.
    let reopened_here = case
        .reopened_at
        .is_some_and(|at| case.dispatched_at.is_some_and(|sent| sent < at));
    let kind = if reopened_here {
        ClockKind::Rework
    } else {
        ClockKind::Answer
    };
    let rule = rules.rule(case.registration.matter, kind)?;
    let state = match (
        &case.replied,
        case.pauses.iter().find(|pause| pause.until.is_none()),
    ) {
        (Some(replied), _) => ClockState::Met {
            on: replied.at.date(),
        },
        (None, Some(pause)) => ClockState::Paused { since: pause.from },
        (None, None) => ClockState::Running,
    };
    Some(Clock {
        kind,
        rule,
        start: start(case, rule)?,
        extended_by: case.extended_by,
        pauses: &case.pauses,
        state,
    })
}

/// An assisting office's own clock: sign-for, then its part, by the limits of the
/// matter counted from the invitation.
pub fn assist<'a>(case: &'a Case, assist: &Assist, rules: &'a RuleSet) -> Option<Clock<'a>> {
    let kind = match assist.signed_for_at {
        None => ClockKind::SignFor,
        Some(_) => ClockKind::Answer,
    };
    let rule = rules.rule(case.registration.matter, kind)?;
    let state = assist
        .contributed
        .as_ref()
        .map_or(ClockState::Running, |part| ClockState::Met {
            on: part.at.date(),
        });
    Some(Clock {
        kind,
        rule,
        start: assist.invited_at.date(),
        extended_by: 0,
        pauses: &[],
        state,
    })
}

/// The last day on which a return may be asked for, with its rule.
pub fn return_window<'a>(case: &'a Case, rules: &'a RuleSet) -> Option<Clock<'a>> {
    let rule = rules.rule(case.registration.matter, ClockKind::ReturnWindow)?;
    Some(Clock {
        kind: ClockKind::ReturnWindow,
        rule,
        start: start(case, rule)?,
        extended_by: 0,
        pauses: &[],
        state: ClockState::Running,
    })
}

fn start(case: &Case, rule: &Rule) -> Option<NaiveDate> {
    let from = match rule.counted_from {
        CountedFrom::Receipt => Some(case.registered_at),
        CountedFrom::Acceptance => case.accepted_at,
        CountedFrom::Dispatch => case.dispatched_at,
        CountedFrom::SignFor => case.signed_for_at,
        CountedFrom::Reopening => case.reopened_at,
    };
    from.map(Moment::date)
}
