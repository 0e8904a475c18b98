//! What a newly published calendar does to a case.

use super::{Context, event};
use crate::calendar::Calendar;
use crate::case::Case;
use crate::clocks::{self, ClockState};
use crate::event::{Event, EventKind};
use crate::role::Actor;

/// Tells of a due date that moved from what it was under the calendar `before`;
/// None when the running clock, if any, did not move.
pub fn calendar_changed(case: &Case, before: &Calendar, context: &Context) -> Option<Event> {
    let clock = clocks::current(case, context.rules)?;
    let (due_before, due_after) = (clock.due(before), clock.due(context.calendar));
    if clock.state != ClockState::Running || due_before == due_after {
        return None;
    }
    let kind = EventKind::CalendarChanged {
        version: context.calendar.version,
        clock: clock.kind,
        due_before,
        due_after,
    };
    Some(event(kind, &Actor::system(), context))
}
