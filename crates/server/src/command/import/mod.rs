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
use casework::CaseId;
use records::Record;
use row::{Columns, Incoming};
use serde::Serialize;
use std::path::Path;
use uuid::{NoContext, Timestamp, Uuid};

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
            let mut stored = work.register(new_id(work.now.0, place), registration, &centre())?;
            if let Some(office) = office {
                assign::dispatch(work, &mut stored, office)?;
            }
        }
        Ok(report)
    })
}

/// UUIDv7 of now; one import's ids rise in the order of its rows.
fn new_id(now: i64, place: usize) -> CaseId {
    let millis = u64::try_from(now).unwrap_or_default() + place as u64 / 1000;
    let nanos = (place as u32 % 1000) * 1000;
    let at = Timestamp::from_unix(
        NoContext,
        millis / 1000,
        (millis % 1000) as u32 * 1_000_000 + nanos,
    );
    CaseId(Uuid::new_v7(at))
}

impl Record {
    fn problem(&self, column: Option<&str>, what: &str) -> String {
        match column {
            Some(column) => format!("line {}, column {column}: {what}", self.line),
            None => format!("line {}: {what}", self.line),
        }
    }
}
