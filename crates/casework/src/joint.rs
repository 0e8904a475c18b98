//! 会办 and 联席会议: offices that assist the lead, and what a joint meeting
//! decides about cases that are stuck.

use crate::case::{Case, State};
use crate::clocks::{self, ClockState};
use crate::deadline::Due;
use crate::decide::Context;
use crate::event::By;
use crate::ids::{CaseId, OfficeId};
use crate::moment::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An office that was asked to assist (协办). It has its own clock; the lead
/// (主办) answers for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assist {
    pub office: OfficeId,
    pub ask: String,
    pub invited_at: Moment,
    pub signed_for_at: Option<Moment>,
    pub contributed: Option<Contribution>,
    /// why the lead went on without it
    pub released: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub text: String,
    pub by: By,
    pub at: Moment,
}

impl Assist {
    /// Something is still owed.
    pub fn is_open(&self) -> bool {
        self.contributed.is_none() && self.released.is_none()
    }

    /// The office sees the case.
    pub fn is_shared(&self) -> bool {
        self.released.is_none()
    }
}

/// The lead asked for a joint meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    pub reason: String,
    pub by: By,
    pub at: Moment,
}

/// A task as the meeting gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TaskOrder {
    pub office: OfficeId,
    pub what: String,
    pub due: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub office: OfficeId,
    pub what: String,
    pub due: NaiveDate,
    pub done: Option<Contribution>,
}

/// Why a case is on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Stuck {
    /// the lead asked for it
    Referred { reason: String },
    /// past its due date by so many working days
    Overdue { working_days: i32 },
    /// taken up again so often
    Reopened { times: u32 },
    /// an assisting office is late
    AssistLate { office: OfficeId, due: Due },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub case: CaseId,
    pub number: String,
    pub title: String,
    pub office: Option<OfficeId>,
    pub stuck: Vec<Stuck>,
}

/// A matter taken up again twice is not solved by one office.
const STUCK_REOPENED: u32 = 2;

/// The stuck cases, those that were referred first, then the latest.
pub fn agenda<'a>(
    cases: impl IntoIterator<Item = (CaseId, &'a Case)>,
    context: &Context,
) -> Vec<AgendaItem> {
    let mut items: Vec<AgendaItem> = cases
        .into_iter()
        .filter_map(|(id, case)| {
            let stuck = stuck(case, context);
            (!stuck.is_empty()).then(|| AgendaItem {
                case: id,
                number: case.registration.number.clone(),
                title: case.registration.title.clone(),
                office: case.office.clone(),
                stuck,
            })
        })
        .collect();
    items.sort_by_cached_key(|item| {
        let referred = matches!(item.stuck.first(), Some(Stuck::Referred { .. }));
        let late = item.stuck.iter().find_map(|why| match why {
            Stuck::Overdue { working_days } => Some(*working_days),
            _ => None,
        });
        (!referred, -late.unwrap_or(0), item.number.clone())
    });
    items
}

fn stuck(case: &Case, context: &Context) -> Vec<Stuck> {
    if case.state.is_final() || case.state == State::Replied {
        return Vec::new();
    }
    let today = context.now.date();
    let mut found = Vec::new();
    if let Some(referral) = &case.referral {
        found.push(Stuck::Referred {
            reason: referral.reason.clone(),
        });
    }
    if let Some(clock) = clocks::current(case, context.rules)
        && clock.state == ClockState::Running
    {
        let late = context
            .calendar
            .working_days_between(clock.due(context.calendar).date(), today);
        // The last step at which the clock presses (DOMAIN.md: *local*).
        let steps = &clocks::rules_of(case, context.rules).escalate_overdue;
        let stuck_after = steps.iter().max().map_or(i64::MAX, |last| i64::from(*last));
        if i64::from(late) >= stuck_after {
            found.push(Stuck::Overdue { working_days: late });
        }
    }
    if case.reopened >= STUCK_REOPENED {
        found.push(Stuck::Reopened {
            times: case.reopened,
        });
    }
    for assist in case.assists.iter().filter(|assist| assist.is_open()) {
        if let Some(clock) = clocks::assist(case, assist, context.rules) {
            let due = clock.due(context.calendar);
            if due.is_over(context.now) {
                found.push(Stuck::AssistLate {
                    office: assist.office.clone(),
                    due,
                });
            }
        }
    }
    found
}
