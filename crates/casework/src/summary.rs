//! The facts of a case that lists show, sort and filter by.

use crate::action::{Channel, Rating};
use crate::calendar::Calendar;
use crate::case::{Case, State};
use crate::clocks::{self, ClockState};
use crate::deadline::PauseReason;
use crate::ids::{OfficeId, UserId};
use crate::letter::LetterState;
use crate::moment::Moment;
use crate::rules::{ClockKind, RuleSet};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 红黄绿灯. Computed from the day, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Lamp {
    Green,
    Yellow,
    Red,
    Paused,
    None,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub revision: u64,
    pub number: String,
    pub title: String,
    pub state: State,
    pub office: Option<OfficeId>,
    pub channel: Channel,
    pub category: String,
    pub community: String,
    pub handler: Option<UserId>,
    pub registered_at: Moment,
    /// the earliest open clock that binds the office; None when none is open
    pub due: Option<NaiveDate>,
    pub due_clock: Option<ClockKind>,
    /// the lamp is yellow from this day on
    pub yellow_from: Option<NaiveDate>,
    /// 预估
    pub estimated: bool,
    pub paused: bool,
    /// what the citizen's clock waits for, while it stands still
    #[serde(default)]
    pub paused_for: Option<PauseReason>,
    /// the day the answer went out, and how many working days after its due date
    /// (0 or less: in time)
    pub answered_on: Option<NaiveDate>,
    pub answered_late: Option<i32>,
    pub rating: Option<Rating>,
    pub reopened: u32,
    pub supervised: bool,
    /// 会办
    #[serde(default)]
    pub joint: bool,
    pub extension_requested: bool,
    /// of the newest letter
    pub letter: Option<LetterState>,
    pub visits: u32,
    pub changed_at: Moment,
}

impl Summary {
    /// As its lead sees it.
    pub fn of(case: &Case, calendar: &Calendar, rules: &RuleSet) -> Self {
        Self::seen_by(case, case.office.as_ref(), calendar, rules)
    }

    /// As an office sees it: each is bound by its own clocks.
    pub fn seen_by(
        case: &Case,
        office: Option<&OfficeId>,
        calendar: &Calendar,
        rules: &RuleSet,
    ) -> Self {
        let clock = clocks::binding(case, office, rules);
        let due = clock
            .as_ref()
            .map(|clock| (clock.due(calendar), clock.kind, clock.state));
        let task = office.and_then(|office| clocks::earliest_task(case, office));
        let open = due
            .filter(|(_, _, state)| *state == ClockState::Running)
            .into_iter()
            .chain(task.map(|due| (due, ClockKind::Task, ClockState::Running)))
            .min_by_key(|(due, ..)| *due);
        let met = due.and_then(|(due, _, state)| match state {
            ClockState::Met { on } => Some((on, calendar.working_days_between(due, on))),
            _ => None,
        });
        Self {
            revision: case.revision,
            number: case.registration.number.clone(),
            title: case.registration.title.clone(),
            state: case.state,
            office: case.office.clone(),
            channel: case.registration.channel,
            category: case.registration.category.clone(),
            community: case.registration.community.clone(),
            handler: case.handler.as_ref().map(|by| by.user.clone()),
            registered_at: case.registered_at,
            due: open.map(|(due, ..)| due),
            due_clock: open.map(|(_, kind, _)| kind),
            yellow_from: open
                .map(|(due, ..)| working_days_before(calendar, due, rules.yellow_before)),
            estimated: open.is_some_and(|(due, ..)| calendar.is_estimate(due)),
            paused: case.state == State::Paused && open.is_none(),
            paused_for: case.paused_for(),
            answered_on: met.map(|(on, _)| on),
            answered_late: met.map(|(_, late)| late),
            rating: case.rating.map(|(rating, _)| rating),
            reopened: case.reopened,
            supervised: case.supervision.is_some(),
            joint: case.is_joint(),
            extension_requested: case.extension_request.is_some(),
            letter: case.letters.last().map(|letter| letter.state),
            visits: case.visits.len() as u32,
            changed_at: case.last_event_at,
        }
    }

    pub fn lamp(&self, today: NaiveDate) -> Lamp {
        match (self.paused, self.due, self.yellow_from) {
            (true, ..) => Lamp::Paused,
            (_, Some(due), _) if today > due => Lamp::Red,
            (_, Some(_), Some(yellow)) if today >= yellow => Lamp::Yellow,
            (_, Some(_), _) => Lamp::Green,
            _ => Lamp::None,
        }
    }
}

pub(crate) fn working_days_before(calendar: &Calendar, due: NaiveDate, n: u32) -> NaiveDate {
    let earlier = due
        .iter_days()
        .rev()
        .skip(1)
        .filter(|date| calendar.is_working(*date));
    match n {
        0 => due,
        n => earlier.take(n as usize).last().unwrap_or(due),
    }
}
