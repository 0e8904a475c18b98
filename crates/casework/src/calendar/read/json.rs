//! The JSON of public calendars: `{"year":2027,"days":[{"name":"元旦",
//! "date":"2027-01-01","isOffDay":true}, …]}`, or a list of such years.

use super::{CalendarError, Entry, date};
use crate::calendar::Exception;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Year {
    /// of the State Council's paper: the last days of December may stand in the next one
    year: Option<i32>,
    days: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Day {
    name: String,
    date: String,
    is_off_day: bool,
}

type Read = (Vec<Entry<String>>, BTreeSet<i32>);

/// The entries, and the years that the file says it is about.
pub(super) fn entries(text: &str) -> Result<Read, CalendarError> {
    let file: Value = serde_json::from_str(text).map_err(|error| CalendarError::Line {
        line: error.line(),
        problem: error.to_string(),
    })?;
    let mut read = Read::default();
    match file {
        Value::Array(years) => {
            for (index, year) in years.into_iter().enumerate() {
                add_year(year, &format!("[{index}]."), &mut read)?;
            }
        }
        year => add_year(year, "", &mut read)?,
    }
    Ok(read)
}

fn add_year(year: Value, place: &str, read: &mut Read) -> Result<(), CalendarError> {
    let year: Year = serde_json::from_value(year).map_err(|error| CalendarError::Field {
        field: format!("{place}days"),
        problem: format!("{error}; write {{\"year\":2027,\"days\":[…]}}"),
    })?;
    read.1.extend(year.year);
    for (index, day) in year.days.into_iter().enumerate() {
        let field = format!("{place}days[{index}]");
        let day: Day = serde_json::from_value(day).map_err(|error| CalendarError::Field {
            field: field.clone(),
            problem: error.to_string(),
        })?;
        let date = date(&day.date).map_err(|problem| CalendarError::Field {
            field: format!("{field}.date"),
            problem,
        })?;
        read.0.push(Entry {
            place: field,
            date,
            exception: Exception {
                work: !day.is_off_day,
                name: day.name,
            },
        });
    }
    Ok(())
}
