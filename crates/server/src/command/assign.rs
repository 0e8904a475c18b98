//! `assign`: the dispatch centre sends a case to an office, also from one
//! office to another.

use super::centre;
use super::centre::{decided, find, log};
use crate::app::App;
use crate::error::Result;
use crate::store::{case, directory};
use crate::work::Work;
use casework::{Action, OfficeId};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Assigned {
    pub case: String,
    pub number: String,
    pub office: String,
}

/// `wanted` is a case's id or number, `office` an office's id or name.
pub fn assign(app: &App, wanted: &str, office: &str) -> Result<Assigned> {
    app.write(|work| {
        let office = directory::find_office(&work.book.directory, office)?.clone();
        let mut stored = find(work, wanted)?;
        let action = dispatch(work, &mut stored, office.id.clone())?;
        log(work, &stored, &action)?;
        Ok(Assigned {
            case: stored.id.to_string(),
            number: stored.case.registration.number,
            office: office.name,
        })
    })
}

pub(super) fn dispatch(
    work: &mut Work,
    stored: &mut case::Stored,
    office: OfficeId,
) -> Result<Action> {
    let action = Action::Dispatch { office };
    decided(work, stored, &action, &centre())?;
    Ok(action)
}

#[cfg(test)]
mod tests;
