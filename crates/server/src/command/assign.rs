//! `assign`: the dispatch centre sends a case to an office, also from one
//! office to another.

use super::centre;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::{audit, case, directory};
use crate::work::Work;
use casework::{Action, OfficeId, decide};
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
        let id = case::find(work.tx, wanted)?;
        let mut stored = case::load(work.tx, id)?
            .ok_or_else(|| Error::told("case.unknown", format!("there is no case “{wanted}”")))?;
        dispatch(work, &mut stored, office.id.clone())?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "assign",
                subject: &id.to_string(),
            },
        )?;
        Ok(Assigned {
            case: id.to_string(),
            number: stored.case.registration.number,
            office: office.name,
        })
    })
}

pub(super) fn dispatch(work: &mut Work, stored: &mut case::Stored, office: OfficeId) -> Result<()> {
    let action = Action::Dispatch { office };
    let context = work.context(None, None);
    let events = decide(&stored.case, &action, &centre(), &context)?;
    work.append(stored, events)?;
    Ok(())
}
