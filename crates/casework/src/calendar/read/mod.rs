//! Reading a published arrangement, whatever people have it in: our own rows
//! (date,weekday,kind,name), an .ics, or the JSON of public calendars. What a
//! file is, its content says.

mod ics;
mod json;
mod rows;

use super::Exception;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Exceptions of some years, as a file has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    pub(super) exceptions: BTreeMap<NaiveDate, Exception>,
    /// the years that the file is about; never empty
    pub(super) years: BTreeSet<i32>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("line {line}: {problem}")]
    Line { line: usize, problem: String },
    #[error("{field}: {problem}")]
    Field { field: String, problem: String },
    #[error("it names no day off and no make-up workday")]
    Empty,
}

impl CalendarError {
    pub fn code(&self) -> &'static str {
        "calendar.malformed"
    }
}

/// One entry of a file, with its place for messages.
struct Entry<P> {
    place: P,
    date: NaiveDate,
    exception: Exception,
}

impl Arrangement {
    pub fn read(text: &str) -> Result<Self, CalendarError> {
        let text = text.trim_start_matches('\u{feff}');
        let head = text.trim_start();
        let line = |line: usize, problem: String| CalendarError::Line { line, problem };
        if head.starts_with(['{', '[']) {
            let (entries, years) = json::entries(text)?;
            let field = |field: String, problem: String| CalendarError::Field { field, problem };
            Self::of(entries, years, field)
        } else if head
            .get(..15)
            .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
        {
            Self::of(ics::entries(text)?, BTreeSet::new(), line)
        } else {
            Self::of(rows::entries(text)?, BTreeSet::new(), line)
        }
    }

    /// `declared`: the years that the file itself says it is about.
    fn of<P>(
        entries: Vec<Entry<P>>,
        declared: BTreeSet<i32>,
        refuse: impl Fn(P, String) -> CalendarError,
    ) -> Result<Self, CalendarError> {
        let mut exceptions: BTreeMap<NaiveDate, Exception> = BTreeMap::new();
        for Entry {
            place,
            date,
            exception,
        } in entries
        {
            let work = exception.work;
            if let Some(before) = exceptions.insert(date, exception)
                && before.work != work
            {
                return Err(refuse(
                    place,
                    format!("{date} is a day off and a make-up workday at once"),
                ));
            }
        }
        if exceptions.is_empty() {
            return Err(CalendarError::Empty);
        }
        let years = match declared.is_empty() {
            true => years_of(&exceptions),
            false => declared,
        };
        Ok(Self { exceptions, years })
    }

    /// The years that it replaces as a whole.
    pub fn years(&self) -> &BTreeSet<i32> {
        &self.years
    }

    /// Days off and make-up workdays, how many of each.
    pub fn days(&self) -> (usize, usize) {
        let worked = self.exceptions.values().filter(|one| one.work).count();
        (self.exceptions.len() - worked, worked)
    }

    pub(super) fn last_year(&self) -> i32 {
        self.years.last().copied().unwrap_or_default()
    }
}

/// The years that a file is about. A year's arrangement reaches into the days
/// around New Year: its neighbour is not published by them.
fn years_of(exceptions: &BTreeMap<NaiveDate, Exception>) -> BTreeSet<i32> {
    let years: BTreeSet<i32> = exceptions.keys().map(Datelike::year).collect();
    let only_in = |year: i32, month: u32| {
        exceptions
            .keys()
            .filter(|date| date.year() == year)
            .all(|date| date.month() == month)
    };
    let stray = |year: i32| {
        (years.contains(&(year + 1)) && only_in(year, 12))
            || (years.contains(&(year - 1)) && only_in(year, 1))
    };
    let about: BTreeSet<i32> = years.iter().copied().filter(|year| !stray(*year)).collect();
    match about.is_empty() {
        true => years,
        false => about,
    }
}

/// Spreadsheets write 2027/1/1.
fn date(text: &str) -> Result<NaiveDate, String> {
    let read: Option<NaiveDate> = text.replace('/', "-").parse().ok();
    // Two digits of a year would be read as a year of antiquity.
    read.filter(|date| date.year() >= 1949)
        .ok_or_else(|| format!("“{text}” is no date (YYYY-MM-DD)"))
}
