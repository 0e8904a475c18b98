//! Counting working days without walking them: the ordinary week by arithmetic,
//! corrected by what the published exceptions up to the day add or take.

use super::{DayKind, Exception, day};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Days are numbers from the Common Era; day 1 was a Monday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Count {
    /// by day
    published: Vec<Published>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Published {
    day: i32,
    exception: Exception,
    /// working days more (or fewer) than ordinary weeks have, up to and with `day`
    correction: i64,
    /// working days up to and with `day`
    worked: i64,
}

impl Count {
    pub fn of(exceptions: BTreeMap<NaiveDate, Exception>) -> Self {
        let mut correction = 0;
        let published = exceptions
            .into_iter()
            .map(|(date, exception)| {
                let day = date.num_days_from_ce();
                correction += i64::from(exception.work) - i64::from(is_weekday(day));
                Published {
                    day,
                    exception,
                    correction,
                    worked: ordinary(day) + correction,
                }
            })
            .collect();
        Self { published }
    }

    pub fn exceptions(&self) -> impl Iterator<Item = (NaiveDate, &Exception)> {
        self.published.iter().map(|p| (day(p.day), &p.exception))
    }

    pub fn day(&self, day: i32) -> DayKind<'_> {
        match self.published.binary_search_by_key(&day, |p| p.day) {
            Ok(at) => {
                let Exception { work, name } = &self.published[at].exception;
                match work {
                    true => DayKind::MakeUp(name),
                    false => DayKind::Holiday(name),
                }
            }
            Err(_) if is_weekday(day) => DayKind::Working,
            Err(_) => DayKind::Weekend,
        }
    }

    /// Working days up to and with `day`.
    pub fn until(&self, day: i32) -> i64 {
        let passed = self.published.partition_point(|p| p.day <= day);
        ordinary(day) + self.correction_of(passed)
    }

    /// The first day with which `n` working days have passed.
    pub fn nth(&self, n: i64) -> i32 {
        let passed = self.published.partition_point(|p| p.worked < n);
        let found = nth_ordinary(n - self.correction_of(passed));
        // A make-up workday may come before the ordinary week gets there.
        self.published
            .get(passed)
            .map_or(found, |next| found.min(next.day))
    }

    fn correction_of(&self, passed: usize) -> i64 {
        passed
            .checked_sub(1)
            .map_or(0, |last| self.published[last].correction)
    }
}

fn is_weekday(day: i32) -> bool {
    (day - 1).rem_euclid(7) < 5
}

/// Mondays to Fridays up to and with `day`.
fn ordinary(day: i32) -> i64 {
    let (weeks, weekday) = ((day - 1).div_euclid(7), (day - 1).rem_euclid(7));
    i64::from(weeks * 5 + (weekday + 1).min(5))
}

/// The `n`th Monday to Friday.
fn nth_ordinary(n: i64) -> i32 {
    let (weeks, weekday) = ((n - 1).div_euclid(5), (n - 1).rem_euclid(5));
    i32::try_from(weeks * 7 + weekday + 1).unwrap_or(i32::MAX)
}
