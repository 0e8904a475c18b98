//! `case …`: what the dispatch centre does with one case. `decide` says whether
//! it may; this only brings the two halves of a merge together.

use super::centre;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::{audit, case};
use crate::work::Work;
use casework::{Action, Actor, decide};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Done {
    pub case: String,
    pub number: String,
    pub state: &'static str,
    pub revision: u64,
}

/// Does one act of the centre; `wanted` is a case's id or number.
pub fn act(app: &App, wanted: &str, action: &Action) -> Result<Done> {
    app.write(|work| {
        let mut stored = find(work, wanted)?;
        decided(work, &mut stored, action, &centre())?;
        log(work, &stored, action)?;
        Ok(done(&stored))
    })
}

/// 并案: `wanted` ends in `into`, whose office then answers both citizens.
pub fn merge(app: &App, wanted: &str, into: &str) -> Result<Done> {
    app.write(|work| {
        let mut ends = find(work, wanted)?;
        let mut goes_on = find(work, into)?;
        if ends.id == goes_on.id {
            return Err(Error::told(
                "merge.same_case",
                "a case is not merged into itself; name two cases",
            ));
        }
        let merge = Action::Merge {
            into: goes_on.id,
            number: goes_on.case.registration.number.clone(),
        };
        let absorb = Action::Absorb {
            case: ends.id,
            number: ends.case.registration.number.clone(),
        };
        decided(work, &mut ends, &merge, &centre())?;
        decided(work, &mut goes_on, &absorb, &Actor::system())?;
        log(work, &ends, &merge)?;
        Ok(done(&goes_on))
    })
}

pub(super) fn find(work: &mut Work, wanted: &str) -> Result<case::Stored> {
    let id = case::find(work.tx, wanted)?;
    case::load(work.tx, id)?
        .ok_or_else(|| Error::told("case.unknown", format!("there is no case “{wanted}”")))
}

pub(super) fn decided(
    work: &mut Work,
    stored: &mut case::Stored,
    action: &Action,
    actor: &Actor,
) -> Result<()> {
    let events = decide(&stored.case, action, actor, &work.context(None, None))?;
    work.append(stored, events)?;
    Ok(())
}

pub(super) fn log(work: &mut Work, stored: &case::Stored, action: &Action) -> Result<()> {
    audit::write(
        work.tx,
        audit::Entry {
            at: work.now,
            who: "terminal",
            device: None,
            act: &action.act().code(),
            subject: &stored.id.to_string(),
        },
    )
}

pub(super) fn done(stored: &case::Stored) -> Done {
    Done {
        case: stored.id.to_string(),
        number: stored.case.registration.number.clone(),
        state: stored.case.state.code(),
        revision: stored.case.revision,
    }
}

#[cfg(test)]
mod tests;
