//! Working days by the State Council's yearly arrangement: weekends, holidays
//! and make-up workdays (调休). Versioned data; 2013–2026 is embedded.

mod count;
mod read;

pub use read::{Arrangement, CalendarError};

use chrono::{Datelike, Days, Months, NaiveDate};
use count::Count;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// An administrator is warned this long before the calendar ends. The next
/// year is usually published in November.
const WARNED_BEFORE: Months = Months::new(3);

/// Why a date differs from the ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// true: a make-up workday; false: a day off
    pub work: bool,
    /// e.g. 国庆节
    pub name: String,
}

/// Exceptions to Monday–Friday with the span of years they are published for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Sheet", into = "Sheet")]
pub struct Calendar {
    /// Rises with every import; cases remember nothing of it, they are recomputed.
    pub version: u32,
    /// The last day of the last published year. Due dates beyond are estimates (预估).
    pub known_until: NaiveDate,
    count: Count,
}

/// A calendar as it travels and is stored.
#[derive(Serialize, Deserialize)]
struct Sheet {
    version: u32,
    known_until: NaiveDate,
    exceptions: BTreeMap<NaiveDate, Exception>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    Working,
    /// Sat–Sun by the ordinary week
    Weekend,
    /// a published day off
    Holiday(&'a str),
    /// a published working day on a weekend
    MakeUp(&'a str),
}

impl DayKind<'_> {
    pub fn is_working(&self) -> bool {
        matches!(self, DayKind::Working | DayKind::MakeUp(_))
    }
}

/// The published calendar runs out: whom it concerns should import the next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct EndsSoon {
    pub known_until: NaiveDate,
    /// 0 or less: it has ended
    pub days_left: i64,
}

impl Calendar {
    pub fn new(
        version: u32,
        known_until: NaiveDate,
        exceptions: BTreeMap<NaiveDate, Exception>,
    ) -> Self {
        Self {
            version,
            known_until,
            count: Count::of(exceptions),
        }
    }

    /// The calendar that ships with the product: 2013–2026.
    pub fn embedded() -> &'static Calendar {
        static EMBEDDED: OnceLock<Calendar> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let text = include_str!("../../data/calendar_exceptions.csv");
            match Arrangement::read(text) {
                Ok(read) => Calendar::new(1, last_day_of(read.last_year()), read.exceptions),
                Err(error) => unreachable!("the embedded calendar is read by a test: {error}"),
            }
        })
    }

    /// The next version, with what was published since. A year that was read is
    /// replaced as a whole; other years stay.
    pub fn with(&self, read: Arrangement) -> Self {
        let mut exceptions: BTreeMap<NaiveDate, Exception> = self
            .exceptions()
            .filter(|(date, _)| !read.years.contains(&date.year()))
            .map(|(date, exception)| (date, exception.clone()))
            .collect();
        let known_until = last_day_of(read.last_year()).max(self.known_until);
        exceptions.extend(read.exceptions);
        Self::new(self.version + 1, known_until, exceptions)
    }

    pub fn exceptions(&self) -> impl Iterator<Item = (NaiveDate, &Exception)> {
        self.count.exceptions()
    }

    /// The years that have an exception.
    pub fn years(&self) -> BTreeSet<i32> {
        self.exceptions().map(|(date, _)| date.year()).collect()
    }

    pub fn day(&self, date: NaiveDate) -> DayKind<'_> {
        self.count.day(date.num_days_from_ce())
    }

    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.day(date).is_working()
    }

    /// The `n`th working day strictly after `start`; `start` itself when `n` is 0.
    pub fn working_days_after(&self, start: NaiveDate, n: u32) -> NaiveDate {
        match n {
            0 => start,
            n => self.nth_working_day(self.working_days_until(start) + i64::from(n)),
        }
    }

    /// The `n`th working day strictly before `date`; `date` itself when `n` is 0.
    pub fn working_days_before(&self, date: NaiveDate, n: u32) -> NaiveDate {
        match n {
            0 => date,
            n => self.nth_working_day(self.before(date) - i64::from(n) + 1),
        }
    }

    /// `date` itself, or the first working day after it.
    pub fn next_working_day(&self, date: NaiveDate) -> NaiveDate {
        self.nth_working_day(self.before(date) + 1)
    }

    /// Working days in (from, to]; negative when `to` lies before `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        (self.working_days_until(to) - self.working_days_until(from)) as i32
    }

    /// Working days from the beginning of time up to and with `date`: the same
    /// number for every day off after it.
    pub(crate) fn working_days_until(&self, date: NaiveDate) -> i64 {
        self.count.until(date.num_days_from_ce())
    }

    /// The day on which [`Calendar::working_days_until`] reaches `n`.
    pub(crate) fn nth_working_day(&self, n: i64) -> NaiveDate {
        day(self.count.nth(n))
    }

    fn before(&self, date: NaiveDate) -> i64 {
        self.count.until(date.num_days_from_ce() - 1)
    }

    /// Is this date beyond the last published year?
    pub fn is_estimate(&self, date: NaiveDate) -> bool {
        date > self.known_until
    }

    /// From three months before the last published day, for whoever can import more.
    pub fn ends_soon(&self, today: NaiveDate) -> Option<EndsSoon> {
        let warned_from = self.known_until.checked_sub_months(WARNED_BEFORE)?;
        (today >= warned_from).then(|| EndsSoon {
            known_until: self.known_until,
            days_left: (self.known_until - today).num_days(),
        })
    }
}

impl From<Sheet> for Calendar {
    fn from(sheet: Sheet) -> Self {
        Self::new(sheet.version, sheet.known_until, sheet.exceptions)
    }
}

impl From<Calendar> for Sheet {
    fn from(calendar: Calendar) -> Self {
        Self {
            version: calendar.version,
            known_until: calendar.known_until,
            exceptions: calendar
                .exceptions()
                .map(|(date, exception)| (date, exception.clone()))
                .collect(),
        }
    }
}

/// A day by its number from the Common Era; chrono's calendar ends a quarter of
/// a million years on.
pub(crate) fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(NaiveDate::MAX)
}

pub(crate) fn next(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1))
        .unwrap_or(NaiveDate::MAX)
}

fn last_day_of(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}
