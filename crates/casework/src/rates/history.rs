//! Follow-ups out of a case's history, each with the case as it stood then.

use super::FollowUp;
use crate::case::Case;
use crate::event::{Event, EventKind};
use crate::evolve::{evolve, fold};
use crate::ids::CaseId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a formula may leave out a case for, beside category, channel and reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesMark"))]
pub enum Mark {
    /// 会办
    Joint,
    /// 督办
    Supervised,
    /// 重办
    Reopened,
    /// 超出职责, as the closing form has it
    BeyondDuty,
}

/// All 回访 of a case, the first one first.
pub fn follow_ups(id: CaseId, events: &[Event]) -> Vec<FollowUp> {
    // Most cases have none: nothing is folded for them.
    let Some(last) = events.iter().rposition(is_follow_up) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut case = fold(events.first());
    for event in events.iter().take(last + 1).skip(1) {
        let Some(before) = case.take() else { break };
        if let EventKind::FollowedUp { follow_up } = &event.kind
            && let Some(office) = &before.office
        {
            found.push(FollowUp {
                case: id,
                number: before.registration.number.clone(),
                office: office.clone(),
                category: before.registration.category.clone(),
                channel: before.registration.channel,
                followed_up_at: event.at,
                valid: follow_up.valid,
                contacted: follow_up.contacted,
                solved: follow_up.solved,
                rating: follow_up.rating,
                marks: marks(&before),
                unsolved_reason: before
                    .closing
                    .as_ref()
                    .and_then(|form| form.unsolved_reason.clone()),
            });
        }
        case = Some(evolve(before, event));
    }
    found
}

fn is_follow_up(event: &Event) -> bool {
    matches!(event.kind, EventKind::FollowedUp { .. })
}

fn marks(case: &Case) -> BTreeSet<Mark> {
    let beyond = case.closing.as_ref().is_some_and(|form| form.beyond_duty);
    [
        (Mark::Joint, case.is_joint()),
        (Mark::Supervised, case.supervision.is_some()),
        (Mark::Reopened, case.reopened > 0),
        (Mark::BeyondDuty, beyond),
    ]
    .into_iter()
    .filter_map(|(mark, has)| has.then_some(mark))
    .collect()
}
