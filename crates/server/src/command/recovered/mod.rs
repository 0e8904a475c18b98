//! `recovered list | show`: what desks had before a restore and this server does
//! not have any more. Whoever reads it decides what is entered again.

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::recovered::history;
use crate::store::audit;
use crate::store::recovered::{self, Recovered};
use casework::{CaseId, Event};
use protocol::recovered::beyond;
use serde::Serialize;

/// A case that desks know more of than this server.
#[derive(Debug, Serialize)]
pub struct Line {
    pub case: CaseId,
    pub number: String,
    /// the case itself is gone
    pub gone: bool,
    /// what the desk that knows most of it had and this server lacks
    pub missing: usize,
    pub desks: usize,
}

/// What one desk had of a case and this server lacks.
#[derive(Debug, Serialize)]
pub struct Report {
    pub case: CaseId,
    pub number: String,
    pub device: String,
    pub user: String,
    /// RFC 3339
    pub received_at: String,
    pub missing: Vec<Event>,
}

/// What came back since, by another desk or by hand, is not listed any more.
pub fn list(app: &App) -> Result<Vec<Line>> {
    app.read(|tx| {
        let mut lines: Vec<Line> = Vec::new();
        for recovered in recovered::all(tx)? {
            let has = history(tx, recovered.document.id)?;
            let missing = beyond(&recovered.document.events, &has).len();
            let case = recovered.document.id;
            match lines.last_mut().filter(|line| line.case == case) {
                Some(line) => {
                    line.missing = line.missing.max(missing);
                    line.desks += 1;
                }
                None => lines.push(Line {
                    case,
                    number: recovered.document.summary.number,
                    gone: has.is_empty(),
                    missing,
                    desks: 1,
                }),
            }
        }
        lines.retain(|line| line.missing > 0);
        Ok(lines)
    })
}

/// Word for word, which is written into the audit log.
pub fn show(app: &App, case: &str) -> Result<Vec<Report>> {
    app.write(|work| {
        let found = recovered::of_case(work.tx, case)?;
        let reports = found.into_iter().map(|one| report(work.tx, one));
        let reports: Vec<Report> = reports.collect::<Result<_>>()?;
        let Some(first) = reports.first() else {
            return Err(Error::told(
                "recovered.unknown",
                format!("no desk told of a case “{case}”; see `recovered list`"),
            ));
        };
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "show_recovered",
                subject: &first.case.to_string(),
            },
        )?;
        Ok(reports)
    })
}

fn report(tx: &mut dyn Tx, recovered: Recovered) -> Result<Report> {
    let document = recovered.document;
    let has = history(tx, document.id)?;
    let missing = beyond(&document.events, &has);
    Ok(Report {
        case: document.id,
        number: document.summary.number,
        device: recovered.device.to_string(),
        user: recovered.user.0,
        received_at: recovered.received_at.rfc3339(),
        missing: missing.into_iter().cloned().collect(),
    })
}
