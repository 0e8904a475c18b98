//! What a newly published calendar does to a case.

use super::{Context, event};
use crate::calendar::Calendar;
use crate::case::Case;
use crate::clocks::{self, ClockState};
use crate::event::{Event, EventKind};
use crate::role::Actor;

/// Tells of every due date that moved from what it was under the calendar
/// `before`: the lead's and those of assisting offices. Clocks that do not run
/// move nothing.
pub fn calendar_changed(case: &Case, before: &Calendar, context: &Context) -> Vec<Event> {
    let lead = clocks::current(case, context.rules).map(|clock| (None, clock));
    let assists = case.assists.iter().filter(|assist| assist.is_open());
    let beside = assists.filter_map(|assist| {
        let clock = clocks::assist(case, assist, context.rules)?;
        Some((Some(assist.office.clone()), clock))
    });
    let moved = lead
        .into_iter()
        .chain(beside)
        .filter_map(|(office, clock)| {
            let (due_before, due_after) = (clock.due(before), clock.due(context.calendar));
            let runs = clock.state == ClockState::Running;
            (runs && due_before != due_after).then_some(EventKind::CalendarChanged {
                version: context.calendar.version,
                office,
                clock: clock.kind,
                due_before,
                due_after,
            })
        });
    moved
        .map(|kind| event(kind, &Actor::system(), context))
        .collect()
}
