//! `import`: cases from a table of another system. Rows that cannot be taken
//! are told line by line; the others go in, all in one transaction.

mod records;
mod row;

#[cfg(test)]
mod tests;

use super::encoding;
use super::{assign, centre};
use crate::app::App;
use crate::error::{Error, Result};
use casework::{CaseId, Moment};
use records::Record;
use row::{Columns, Incoming};
use serde::Serialize;
use std::path::Path;
use uuid::Builder;

#[derive(Debug, Default, Serialize)]
pub struct Imported {
    pub imported: usize,
    pub rejected: usize,
    /// `line 14, column submitted_at: …`
    #[serde(skip)]
    pub problems: Vec<String>,
}

/// `strict`: any bad row, and nothing goes in.
pub fn import(app: &App, file: &Path, strict: bool) -> Result<Imported> {
    let text = encoding::read(file, "import.file")?;
    let mut records = records::records(&text)?.into_iter();
    let header = records.next().ok_or_else(|| {
        Error::told(
            "import.empty",
            "the file is empty; its first line names the columns",
        )
    })?;
    let columns = Columns::of(&header)?;
    app.write(|work| {
        let mut report = Imported::default();
        let mut good = Vec::new();
        for record in records {
            match columns.read(&record, work) {
                Ok(incoming) => good.push(incoming),
                Err(problem) => report.problems.push(problem),
            }
        }
        report.rejected = report.problems.len();
        if strict && report.rejected > 0 {
            return Ok(report);
        }
        report.imported = good.len();
        for (place, incoming) in good.into_iter().enumerate() {
            let Incoming {
                registration,
                office,
            } = incoming;
            let mut stored =
                work.register(new_id(app, work.now, place)?, registration, &centre())?;
            if let Some(office) = office {
                assign::dispatch(work, &mut stored, office)?;
            }
        }
        Ok(report)
    })
}

/// UUIDv7 of now; one import's ids rise in the order of its rows: behind the
/// milliseconds stands the place within one of them.
fn new_id(app: &App, now: Moment, place: usize) -> Result<CaseId> {
    let millis = u64::try_from(now.0).unwrap_or_default() + place as u64 / 1000;
    let mut rest: [u8; 10] = app.0.config.chance.bytes()?;
    rest[..2].copy_from_slice(&(place as u16 % 1000).to_be_bytes());
    let id = Builder::from_unix_timestamp_millis(millis, &rest).into_uuid();
    Ok(CaseId(id))
}

impl Record {
    fn problem(&self, column: Option<&str>, what: &str) -> String {
        match column {
            Some(column) => format!("line {}, column {column}: {what}", self.line),
            None => format!("line {}: {what}", self.line),
        }
    }
}
