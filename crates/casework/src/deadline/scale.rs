//! What counts: one scale per unit, on which a limit is laid off in one step.
//!
//! A place on a scale is the end of a day (by its number) for days, a UTC
//! millisecond for hours. `passed` says how much counts up to a place and never
//! falls; `reached` is the first place with so much. So a longer limit is never
//! due earlier, a pause takes exactly what it covers, and where pauses are cut
//! makes no difference.

use super::Pause;
use crate::calendar::{self, Calendar};
use crate::moment::Moment;
use crate::rules::{OfficeHours, Unit};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

const HOUR: i64 = 3_600_000;

#[derive(Clone, Copy)]
pub(super) enum Scale<'a> {
    WorkingDays(&'a Calendar),
    CalendarDays,
    WorkingHours(&'a Calendar, &'a OfficeHours),
}

impl<'a> Scale<'a> {
    pub fn of(unit: Unit, calendar: &'a Calendar, hours: &'a OfficeHours) -> Self {
        match unit {
            Unit::WorkingDay => Scale::WorkingDays(calendar),
            Unit::CalendarDay => Scale::CalendarDays,
            Unit::WorkingHour => Scale::WorkingHours(calendar, hours),
        }
    }

    /// One of the unit.
    pub fn one(self) -> i64 {
        match self {
            Scale::WorkingHours(..) => HOUR,
            Scale::WorkingDays(_) | Scale::CalendarDays => 1,
        }
    }

    /// The day of an instant does not count; of an hour, the rest does.
    pub fn place(self, at: Moment) -> i64 {
        match self {
            Scale::WorkingHours(..) => whole_second(at),
            Scale::WorkingDays(_) | Scale::CalendarDays => number(at.date()),
        }
    }

    /// Days from the pause's first to the one before the clock goes on, or the
    /// time between.
    fn pause(self, pause: &Pause) -> Option<(i64, i64)> {
        let until = pause.until?;
        Some(match self {
            Scale::WorkingHours(..) => (whole_second(pause.from), whole_second(until)),
            _ => (number(pause.from.date()) - 1, number(until.date()) - 1),
        })
    }

    pub fn passed(self, place: i64) -> i64 {
        match self {
            Scale::CalendarDays => place,
            Scale::WorkingDays(calendar) => calendar.working_days_until(date(place)),
            Scale::WorkingHours(calendar, hours) => {
                let at = Moment(place).china();
                let today = at.date_naive();
                let whole = calendar.working_days_until(today);
                match calendar.is_working(today) {
                    true => {
                        (whole - 1) * hours.whole_day() + hours.passed(since_midnight(at.time()))
                    }
                    false => whole * hours.whole_day(),
                }
            }
        }
    }

    fn reached(self, wanted: i64) -> i64 {
        match self {
            Scale::CalendarDays => wanted,
            Scale::WorkingDays(calendar) => number(calendar.nth_working_day(wanted)),
            Scale::WorkingHours(calendar, hours) => {
                let days = (wanted - 1).div_euclid(hours.whole_day());
                let rest = wanted - days * hours.whole_day();
                let midnight = calendar.nth_working_day(days + 1).and_time(NaiveTime::MIN);
                Moment::from_china(midnight).0 + hours.when_passed(rest)
            }
        }
    }

    /// Where `amount` has passed since `start`, pauses left out.
    pub fn run_out<'p>(
        self,
        start: i64,
        amount: i64,
        pauses: impl Iterator<Item = &'p Pause> + Clone,
    ) -> i64 {
        let (mut at, mut left) = (start, amount);
        while let Some((from, until)) = self.next_stop(at, pauses.clone()) {
            let before = self.passed(from.max(at)) - self.passed(at);
            if left <= before {
                break;
            }
            left -= before;
            at = until;
        }
        match left {
            0 => at,
            left => self.reached(self.passed(at) + left),
        }
    }

    /// How much counts from `start` to `end`, pauses left out.
    pub fn elapsed<'p>(
        self,
        start: i64,
        end: i64,
        pauses: impl Iterator<Item = &'p Pause> + Clone,
    ) -> i64 {
        let (mut at, mut sum) = (start, 0);
        while at < end {
            let stop = self.next_stop(at, pauses.clone());
            let (from, until) = stop.unwrap_or((end, end));
            sum += self.passed(from.clamp(at, end)) - self.passed(at);
            at = until;
        }
        sum
    }

    /// The pause that holds the clock next, as places.
    fn next_stop<'p>(self, at: i64, pauses: impl Iterator<Item = &'p Pause>) -> Option<(i64, i64)> {
        pauses
            .filter_map(|pause| self.pause(pause))
            .filter(|(_, until)| *until > at)
            .min()
    }
}

/// A due instant is said to the second.
fn whole_second(at: Moment) -> i64 {
    at.0 - at.0.rem_euclid(1000)
}

pub(super) fn number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

pub(super) fn date(number: i64) -> NaiveDate {
    calendar::day(i32::try_from(number).unwrap_or(i32::MAX))
}

fn since_midnight(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1000 + i64::from(time.nanosecond() / 1_000_000)
}
