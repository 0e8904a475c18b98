//! `date,weekday,kind,name` rows; `kind` is off or work.

use super::{CalendarError, Entry, date};
use crate::calendar::Exception;

pub(super) fn entries(text: &str) -> Result<Vec<Entry<usize>>, CalendarError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut entries = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| CalendarError::Line {
            line: error.position().map_or(1, |at| at.line() as usize),
            problem: error.to_string(),
        })?;
        let line = row.position().map_or(1, |at| at.line() as usize);
        let bad = |problem: String| CalendarError::Line { line, problem };
        let field = |index: usize| row.get(index).unwrap_or_default().trim();
        let work = match field(2) {
            "work" => true,
            "off" => false,
            other => return Err(bad(format!("kind “{other}” is neither off nor work"))),
        };
        entries.push(Entry {
            place: line,
            date: date(field(0)).map_err(bad)?,
            exception: Exception {
                work,
                name: field(3).to_owned(),
            },
        });
    }
    Ok(entries)
}
