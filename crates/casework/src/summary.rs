//! The facts of a case that lists show, sort and filter by.

use crate::action::{Channel, Rating};
use crate::calendar::Calendar;
use crate::case::{Case, State};
use crate::clocks::{self, ClockState};
use crate::deadline::Due;
use crate::ids::{OfficeId, UserId};
use crate::letter::LetterState;
use crate::moment::Moment;
use crate::rules::{ClockKind, Rules};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 红黄绿灯. Computed from the time, never stored.
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
    pub due: Option<Due>,
    pub due_clock: Option<ClockKind>,
    /// the lamp is yellow from this day on
    pub yellow_from: Option<NaiveDate>,
    /// 预估
    pub estimated: bool,
    pub paused: bool,
    /// the day the answer went out, and how many working days after its due date
    /// (0 or less: in time)
    pub answered_on: Option<NaiveDate>,
    pub answered_late: Option<i32>,
    pub rating: Option<Rating>,
    pub reopened: u32,
    pub supervised: bool,
    pub extension_requested: bool,
    /// of the newest letter
    pub letter: Option<LetterState>,
    pub visits: u32,
    pub changed_at: Moment,
}

impl Summary {
    pub fn of(case: &Case, calendar: &Calendar, rules: &Rules) -> Self {
        let set = clocks::rules_of(case, rules);
        let clock = clocks::current(case, rules).map(|clock| (clock.due(calendar), clock));
        let open = clock
            .as_ref()
            .filter(|(_, clock)| clock.state == ClockState::Running);
        let met = clock.as_ref().and_then(|(due, clock)| match clock.state {
            ClockState::Met { at } => Some((at.date(), late(calendar, *due, at))),
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
            due: open.map(|(due, _)| *due),
            due_clock: open.map(|(_, clock)| clock.kind),
            yellow_from: open
                .map(|(due, clock)| clocks::yellow_from(clock.rule, set, calendar, *due)),
            estimated: open.is_some_and(|(due, _)| calendar.is_estimate(due.date())),
            paused: case.state == State::Paused,
            answered_on: met.map(|(on, _)| on),
            answered_late: met.map(|(_, late)| late),
            rating: case.rating.map(|(rating, _)| rating),
            reopened: case.reopened,
            supervised: case.supervised,
            extension_requested: case.extension_request.is_some(),
            letter: case.letters.last().map(|letter| letter.state),
            visits: case.visits.len() as u32,
            changed_at: case.last_event_at,
        }
    }

    pub fn lamp(&self, now: Moment) -> Lamp {
        match (self.paused, self.due, self.yellow_from) {
            (true, ..) => Lamp::Paused,
            (_, Some(due), _) if due.is_over(now) => Lamp::Red,
            (_, Some(_), Some(yellow)) if now.date() >= yellow => Lamp::Yellow,
            (_, Some(_), _) => Lamp::Green,
            _ => Lamp::None,
        }
    }
}

/// Working days after the due date; 工作时 that ran out on the very day count as one.
fn late(calendar: &Calendar, due: Due, at: Moment) -> i32 {
    let days = calendar.working_days_between(due.date(), at.date());
    match due {
        Due::At(_) if due.is_over(at) => days.max(1),
        _ => days,
    }
}
