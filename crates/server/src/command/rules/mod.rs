//! `rules import`: another version of the time limits, for cases opened from a
//! day on. Open cases stay under theirs, so nothing is computed anew.

use crate::app::App;
use crate::command::encoding;
use crate::error::{Error, Result};
use crate::store::audit;
use crate::store::directory::RULES;
use casework::rules::RuleSet;
use chrono::NaiveDate;
use serde::Serialize;
use std::path::Path;

#[derive(Debug, Serialize)]
pub struct Imported {
    pub version: u32,
    pub valid_from: NaiveDate,
    /// rules that bind, and rules kept for reference
    pub on: usize,
    pub off: usize,
}

pub fn import(app: &App, file: &Path, valid_from: Option<NaiveDate>) -> Result<Imported> {
    let text = encoding::read(file, "rules.file")?;
    app.write(|work| {
        let known = &work.book.rules;
        let next = known
            .read_next(&text, valid_from, work.now.date())
            .map_err(|error| Error::told(error.code(), format!("{}, {error}", file.display())))?;
        let on = next.rules.iter().filter(|rule| rule.on).count();
        let imported = Imported {
            version: next.version,
            valid_from: next.valid_from,
            on,
            off: next.rules.len() - on,
        };
        let rules = known.clone().with(next);
        work.document_changed(RULES, &serde_json::to_string(&rules)?)?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "rules_import",
                subject: &imported.version.to_string(),
            },
        )?;
        Ok(imported)
    })
}

/// The version for cases opened today.
pub fn show(app: &App) -> Result<RuleSet> {
    let today = app.now().date();
    app.read(|tx| Ok(app.book(tx)?.rules.in_force_on(today).clone()))
}

/// Its rules as rows, which `rules import` reads again.
pub fn rows(app: &App) -> Result<String> {
    show(app)?
        .to_csv()
        .map_err(|error| Error::Broken(format!("rules: {error}")))
}

#[cfg(test)]
mod tests;
