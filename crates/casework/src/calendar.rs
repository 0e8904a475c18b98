//! Working days by the State Council's yearly arrangement: weekends, holidays
//! and make-up workdays (调休). Versioned data; 2013–2026 is embedded.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

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
pub struct Calendar {
    /// Rises with every import; cases remember nothing of it, they are recomputed.
    pub version: u32,
    /// The last day of the last published year. Due dates beyond are estimates (预估).
    pub known_until: NaiveDate,
    pub exceptions: BTreeMap<NaiveDate, Exception>,
}

#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    #[error("line {line}: {problem}")]
    Row { line: usize, problem: String },
    #[error("the calendar has no row")]
    Empty,
}

impl CalendarError {
    pub fn code(&self) -> &'static str {
        "calendar.malformed"
    }
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

impl Calendar {
    /// The calendar that ships with the product: 2013–2026.
    pub fn embedded() -> &'static Calendar {
        static EMBEDDED: OnceLock<Calendar> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            Calendar::from_csv(1, include_str!("../data/calendar_exceptions.csv")).unwrap_or_else(
                |error| unreachable!("the embedded calendar is read by a test: {error}"),
            )
        })
    }

    /// Reads `date,weekday,kind,name` rows; `kind` is off or work.
    pub fn from_csv(version: u32, text: &str) -> Result<Self, CalendarError> {
        let mut exceptions = BTreeMap::new();
        for (index, row) in csv::Reader::from_reader(text.as_bytes())
            .records()
            .enumerate()
        {
            let line = index + 2;
            let bad = |problem: String| CalendarError::Row { line, problem };
            let row = row.map_err(|error| bad(error.to_string()))?;
            let field = |i: usize| row.get(i).unwrap_or_default();
            let date = field(0)
                .parse::<NaiveDate>()
                .map_err(|_| bad(format!("“{}” is no date (YYYY-MM-DD)", field(0))))?;
            let work = match field(2) {
                "work" => true,
                "off" => false,
                other => return Err(bad(format!("kind “{other}” is neither off nor work"))),
            };
            exceptions.insert(
                date,
                Exception {
                    work,
                    name: field(3).to_owned(),
                },
            );
        }
        let last = exceptions.keys().next_back().ok_or(CalendarError::Empty)?;
        let known_until = last_day_of_year(last.year());
        Ok(Self {
            version,
            known_until,
            exceptions,
        })
    }

    pub fn day(&self, date: NaiveDate) -> DayKind<'_> {
        match self.exceptions.get(&date) {
            Some(Exception { work: true, name }) => DayKind::MakeUp(name),
            Some(Exception { work: false, name }) => DayKind::Holiday(name),
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
            None => DayKind::Working,
        }
    }

    pub fn is_working(&self, date: NaiveDate) -> bool {
        matches!(self.day(date), DayKind::Working | DayKind::MakeUp(_))
    }

    /// The `n`th working day strictly after `start`; `start` itself when `n` is 0.
    pub fn working_days_after(&self, start: NaiveDate, n: u32) -> NaiveDate {
        let mut date = start;
        for _ in 0..n {
            date = self.next_working_day(next(date));
        }
        date
    }

    /// `date` itself, or the first working day after it.
    pub fn next_working_day(&self, mut date: NaiveDate) -> NaiveDate {
        while !self.is_working(date) {
            date = next(date);
        }
        date
    }

    /// Working days in (from, to]; negative when `to` lies before `from`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        let (low, high, sign) = if from <= to {
            (from, to, 1)
        } else {
            (to, from, -1)
        };
        let days = low.iter_days().skip(1).take_while(|date| *date <= high);
        sign * days.filter(|date| self.is_working(*date)).count() as i32
    }

    /// Is this date beyond the last published year?
    pub fn is_estimate(&self, date: NaiveDate) -> bool {
        date > self.known_until
    }
}

/// The day after; the calendar ends with chrono's, a quarter of a million years on.
pub(crate) fn next(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1))
        .unwrap_or(NaiveDate::MAX)
}

fn last_day_of_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}
