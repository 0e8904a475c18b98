//! Which follow-ups belong to a month: from the 19th of the last month to the 18th
//! of this one, each day ending at noon, as that district does it.

use super::Config;
use crate::moment::Moment;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// From the first instant on, before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesWindow"))]
pub struct Window {
    pub from: Moment,
    pub until: Moment,
}

impl Window {
    pub fn contains(&self, at: Moment) -> bool {
        self.from <= at && at < self.until
    }

    /// From one day to another, both included. None: it ends before it begins.
    pub fn of_days(from: NaiveDate, until: NaiveDate, config: &Config) -> Option<Self> {
        let after = until.checked_add_days(Days::new(1))?;
        (from <= until).then_some(())?;
        Some(Self {
            from: opening(from, config)?,
            until: opening(after, config)?,
        })
    }
}

/// What a table is about: a month, or days that somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesPeriod"))]
pub struct Period {
    pub month: Option<Month>,
    #[serde(flatten)]
    pub window: Window,
}

impl Period {
    pub fn of_month(month: Month, config: &Config) -> Option<Self> {
        Some(Self {
            month: Some(month),
            window: month.window(config)?,
        })
    }

    pub fn of_days(from: NaiveDate, until: NaiveDate, config: &Config) -> Option<Self> {
        Some(Self {
            month: None,
            window: Window::of_days(from, until, config)?,
        })
    }
}

/// A month as the rates count it: 2026-11.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// None: there is no such month.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|_| Self { year, month })
    }

    /// The month that counts what happened at `at`.
    pub fn of(at: Moment, config: &Config) -> Option<Self> {
        let date = match config.cut_hour.min(23) {
            0 => at.date(),
            // what comes after the cut belongs to the next day
            hour => Moment(at.0 + i64::from(24 - hour) * HOUR).date(),
        };
        let first = date.with_day(1)?;
        let next = config.from_day > 1 && date >= day_in(first, config.from_day)?;
        let counted = match next {
            true => first.checked_add_months(Months::new(1))?,
            false => first,
        };
        Self::new(counted.year(), counted.month())
    }

    pub fn before(self) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(self.year, self.month, 1)?;
        let before = first.checked_sub_months(Months::new(1))?;
        Self::new(before.year(), before.month())
    }

    /// Of 2026-11: from 19 October to 18 November; with day 1, the calendar's month.
    pub fn window(self, config: &Config) -> Option<Window> {
        let this = NaiveDate::from_ymd_opt(self.year, self.month, 1)?;
        let (from, until) = match config.from_day {
            0 | 1 => (this, this.checked_add_months(Months::new(1))?),
            day => (
                day_in(this.checked_sub_months(Months::new(1))?, day)?,
                day_in(this, day)?,
            ),
        };
        Some(Window {
            from: opening(from, config)?,
            until: opening(until, config)?,
        })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('-').filter(|(year, month)| {
            year.len() == 4
                && month.len() == 2
                && text.bytes().all(|b| b == b'-' || b.is_ascii_digit())
        });
        parts
            .and_then(|(year, month)| Self::new(year.parse().ok()?, month.parse().ok()?))
            .ok_or_else(|| format!("“{text}” is no month; write YYYY-MM, e.g. 2026-11"))
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// In milliseconds.
const HOUR: i64 = 3_600_000;

/// A day beyond the month's end is its last day.
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
