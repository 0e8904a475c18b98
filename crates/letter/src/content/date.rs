//! The date of a letter: Arabic numerals, all parts, no leading zeros (7.3.5.4).

use chrono::{Datelike, NaiveDate};

use crate::Error;

/// Parses `2026-11-03`, and nothing looser.
pub fn china_date(date: &str) -> Result<NaiveDate, Error> {
    let wrong = || Error::Date {
        date: date.to_owned(),
    };
    let digits = date.len() == 10
        && date.bytes().enumerate().all(|(i, b)| {
            if matches!(i, 4 | 7) {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    if !digits {
        return Err(wrong());
    }
    NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| wrong())
}

/// 2026年11月3日.
pub(crate) fn written(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
