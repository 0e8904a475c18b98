//! The clocks of a case: which run, which are met, when they are due. A case is
//! under the rules it was opened under.
//!
//! Signing counts from each dispatch, the answer from the office's own dispatch.
//! What the citizen may count on runs from the first and is never restarted by a
//! return or reassignment; it binds the district, not the office that got the
//! case late, so it stands beside the office's due date and never replaces it.

use crate::calendar::Calendar;
use crate::case::{Case, State};
use crate::deadline::{Derivation, Due, Limit, Pause};
use crate::ids::OfficeId;
use crate::joint::Assist;
use crate::moment::Moment;
use crate::rules::{ClockKind, CountedFrom, OfficeHours, Rule, RuleSet, Rules, Unit};
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
    Met {
        at: Moment,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Clock<'a> {
    pub kind: ClockKind,
    pub rule: &'a Rule,
    pub hours: &'a OfficeHours,
    pub start: Moment,
    pub extended_by: u32,
    pub pauses: &'a [Pause],
    pub state: ClockState,
}

impl Clock<'_> {
    pub fn due(&self, calendar: &Calendar) -> Due {
        self.limit(calendar).due()
    }

    pub fn derivation(&self, calendar: &Calendar) -> Derivation {
        self.limit(calendar).derivation()
    }

    fn limit<'a>(&'a self, calendar: &'a Calendar) -> Limit<'a> {
        Limit {
            calendar,
            hours: self.hours,
            rule: self.rule,
            start: self.start,
            extended_by: self.extended_by,
            pauses: self.pauses,
        }
    }
}

/// The version of the rules that the case was opened under.
pub fn rules_of<'a>(case: &Case, rules: &'a Rules) -> &'a RuleSet {
    rules.version(case.rules_version)
}

/// The clock that matters now: sign-for while it waits for that, then the answer
/// (of this round). None before dispatch and when nothing is owed any more.
pub fn current<'a>(case: &'a Case, rules: &'a Rules) -> Option<Clock<'a>> {
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
    rules: &'a Rules,
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

pub fn sign_for<'a>(case: &'a Case, rules: &'a Rules) -> Option<Clock<'a>> {
    let state = case
        .signed_for_at
        .map_or(ClockState::Running, |at| ClockState::Met { at });
    clock(case, rules, ClockKind::SignFor, 0, state)
}

/// The office's answer, or its second answer after a reopening.
pub fn answer<'a>(case: &'a Case, rules: &'a Rules) -> Option<Clock<'a>> {
    // An office that got the case after its reopening has the full time.
    let reopened_here = case
        .reopened_at
        .is_some_and(|at| case.dispatched_at.is_some_and(|sent| sent < at));
    let kind = if reopened_here {
        ClockKind::Rework
    } else {
        ClockKind::Answer
    };
    clock(case, rules, kind, case.extended_by, answered(case))
}

/// What the citizen may count on. A reopened case starts anew.
pub fn citizen<'a>(case: &'a Case, rules: &'a Rules) -> Option<Clock<'a>> {
    let kind = match case.reopened_at {
        Some(_) => ClockKind::Rework,
        None => ClockKind::Citizen,
    };
    let clock = clock(case, rules, kind, case.extended_in_all, answered(case))?;
    Some(Clock {
        kind: ClockKind::Citizen,
        ..clock
    })
}

/// The last day on which a return may be asked for, with its rule.
pub fn return_window<'a>(case: &'a Case, rules: &'a Rules) -> Option<Clock<'a>> {
    clock(case, rules, ClockKind::ReturnWindow, 0, ClockState::Running)
}

fn clock<'a>(
    case: &'a Case,
    rules: &'a Rules,
    kind: ClockKind,
    extended_by: u32,
    state: ClockState,
) -> Option<Clock<'a>> {
    let set = rules_of(case, rules);
    let (registration, office) = (&case.registration, case.office.as_ref());
    let rule = set.rule(registration.matter, kind, &registration.category, office)?;
    Some(Clock {
        kind,
        rule,
        hours: set.hours(office),
        start: start(case, rule)?,
        extended_by,
        pauses: &case.pauses,
        state,
    })
}

/// An assisting office's own clock: sign-for, then its part, by the limits of the
/// matter counted from the invitation.
pub fn assist<'a>(case: &'a Case, assist: &'a Assist, rules: &'a Rules) -> Option<Clock<'a>> {
    let kind = match assist.signed_for_at {
        None => ClockKind::SignFor,
        Some(_) => ClockKind::Answer,
    };
    let set = rules_of(case, rules);
    let (registration, office) = (&case.registration, Some(&assist.office));
    let rule = set.rule(registration.matter, kind, &registration.category, office)?;
    let state = assist
        .contributed
        .as_ref()
        .map_or(ClockState::Running, |part| ClockState::Met { at: part.at });
    Some(Clock {
        kind,
        rule,
        hours: set.hours(office),
        start: assist.invited_at,
        extended_by: 0,
        pauses: &[],
        state,
    })
}

fn answered(case: &Case) -> ClockState {
    let open = case.pauses.iter().find(|pause| pause.until.is_none());
    match (&case.replied, open) {
        (Some(replied), _) => ClockState::Met { at: replied.at },
        (None, Some(pause)) => ClockState::Paused {
            since: pause.from.date(),
        },
        (None, None) => ClockState::Running,
    }
}

fn start(case: &Case, rule: &Rule) -> Option<Moment> {
    match rule.counted_from {
        CountedFrom::Receipt => Some(case.registered_at),
        CountedFrom::Acceptance => case.accepted_at,
        CountedFrom::Dispatch => case.dispatched_at,
        CountedFrom::FirstDispatch => case.first_dispatched_at,
        CountedFrom::SignFor => case.signed_for_at,
        CountedFrom::Reopening => case.reopened_at,
        CountedFrom::Reply => case.replied.as_ref().map(|replied| replied.at),
        CountedFrom::ConsultationNotice | CountedFrom::Publication => None,
    }
}

/// From this day on the lamp is yellow. 工作时: from the day they run out, which
/// is mostly the day they begin.
pub fn yellow_from(rule: &Rule, set: &RuleSet, calendar: &Calendar, due: Due) -> NaiveDate {
    match rule.unit {
        Unit::WorkingHour => due.date(),
        Unit::WorkingDay | Unit::CalendarDay => {
            calendar.working_days_before(due.date(), set.yellow_before)
        }
    }
}
