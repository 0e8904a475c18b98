//! Which follow-ups belong to a month: from the 19th of the last month to the 18th
//! of this one, each day ending at noon, as that district does it.

use super::Config;
use crate::moment::Moment;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// From the first instant on, before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub from: Moment,
    pub until: Moment,
}

impl Window {
    pub fn contains(&self, at: Moment) -> bool {
        self.from <= at && at < self.until
    }

    /// The month of the year: 2026, 11 is 19 October to 18 November. None: no such month.
    pub fn of_month(year: i32, month: u32, config: &Config) -> Option<Self> {
        let this = NaiveDate::from_ymd_opt(year, month, 1)?;
        let until = day_in(this, config.from_day)?;
        let from = day_in(this.checked_sub_months(Months::new(1))?, config.from_day)?;
        Some(Self {
            from: opening(from, config)?,
            until: opening(until, config)?,
        })
    }

    /// What of the month is closed on `today`: up to that day's cut.
    pub fn until_day(self, today: NaiveDate, config: &Config) -> Option<Self> {
        let cut = opening(today.checked_add_days(Days::new(1))?, config)?;
        Some(Self {
            until: self.until.min(cut),
            ..self
        })
    }
}

/// The month that counts what happened at `at`, as (year, month).
pub fn month_of(at: Moment, config: &Config) -> Option<(i32, u32)> {
    let date = match config.cut_hour.min(23) {
        0 => at.date(),
        // what comes after the cut belongs to the next day
        hour => Moment(at.0 + i64::from(24 - hour) * HOUR).date(),
    };
    let first = date.with_day(1)?;
    let counted = match date >= day_in(first, config.from_day)? {
        true => first.checked_add_months(Months::new(1))?,
        false => first,
    };
    Some((counted.year(), counted.month()))
}

/// In milliseconds.
const HOUR: i64 = 3_600_000;

/// A day beyond the month's end is its last day; day 1 makes calendar months.
fn day_in(month: NaiveDate, day: u32) -> Option<NaiveDate> {
    (1..=day.clamp(1, 31))
        .rev()
        .find_map(|day| month.with_day(day))
}

/// When a day of the window begins: a cut at 12:00 ends the day before at noon; at
/// hour 0 days are the calendar's.
fn opening(day: NaiveDate, config: &Config) -> Option<Moment> {
    let hour = NaiveTime::from_hms_opt(config.cut_hour.min(23), 0, 0)?;
    let on = match config.cut_hour {
        0 => day,
        _ => day.checked_sub_days(Days::new(1))?,
    };
    Some(Moment::from_china(on.and_time(hour)))
}
