//! The facts of a case that lists show, sort and filter by.

use crate::action::{Channel, Rating};
use crate::calendar::Calendar;
use crate::case::{Case, State};
use crate::clocks::{self, ClockState};
use crate::deadline::Due;
use crate::ids::{OfficeId, UserId};
use crate::letter::{Letter, LetterState};
use crate::moment::Moment;
use crate::rules::{ClockKind, PauseReason, Rules};
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
    /// of all of them: an older one still waits after a newer one was begun
    #[serde(default)]
    pub letters: LetterCounts,
    pub visits: u32,
    pub changed_at: Moment,
}

/// How many letters of a case stand on each of the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterCounts {
    /// drafts and returned ones
    pub writing: u32,
    pub submitted: u32,
    /// with a number, also the voided
    pub registered: u32,
    pub to_print: u32,
}

impl LetterCounts {
    fn of(letters: &[Letter]) -> Self {
        let count = |is: fn(&Letter) -> bool| letters.iter().filter(|one| is(one)).count() as u32;
        Self {
            writing: count(Letter::is_being_written),
            submitted: count(|one| one.state == LetterState::Submitted),
            registered: count(|one| one.signed.is_some()),
            to_print: count(Letter::waits_for_print),
        }
    }
}

impl Summary {
    /// As its lead sees it.
    pub fn of(case: &Case, calendar: &Calendar, rules: &Rules) -> Self {
        Self::seen_by(case, case.office.as_ref(), calendar, rules)
    }

    /// As an office sees it: each is bound by its own clocks.
    pub fn seen_by(
        case: &Case,
        office: Option<&OfficeId>,
        calendar: &Calendar,
        rules: &Rules,
    ) -> Self {
        let set = clocks::rules_of(case, rules);
        let clock = clocks::binding(case, office, rules).map(|clock| (clock.due(calendar), clock));
        let task = office
            .and_then(|office| clocks::earliest_task(case, office))
            .map(|due| Open {
                due: Due::Day(due),
                clock: ClockKind::Task,
                yellow_from: calendar.working_days_before(due, set.yellow_before),
            });
        let open = clock
            .iter()
            .filter(|(_, clock)| clock.state == ClockState::Running)
            .map(|(due, clock)| Open {
                due: *due,
                clock: clock.kind,
                yellow_from: clocks::yellow_from(clock.rule, set, calendar, *due),
            })
            .chain(task)
            .min_by_key(|open| open.due.end());
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
            due: open.as_ref().map(|open| open.due),
            due_clock: open.as_ref().map(|open| open.clock),
            yellow_from: open.as_ref().map(|open| open.yellow_from),
            estimated: open
                .as_ref()
                .is_some_and(|open| calendar.is_estimate(open.due.date())),
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
            letters: LetterCounts::of(&case.letters),
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

/// A clock that runs, or a task that is open.
struct Open {
    due: Due,
    clock: ClockKind,
    yellow_from: NaiveDate,
}

/// Working days after the due date; 工作时 that ran out on the very day count as one.
fn late(calendar: &Calendar, due: Due, at: Moment) -> i32 {
    let days = calendar.working_days_between(due.date(), at.date());
    match due {
        Due::At(_) if due.is_over(at) => days.max(1),
        _ => days,
    }
}
