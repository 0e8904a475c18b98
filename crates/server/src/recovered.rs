//! `POST recovered`: a desk tells what it had before this server was set back.
//! Kept for a person to look at; nothing of it enters a history.

use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::evidence;
use crate::session::Caller;
use crate::store::recovered::{self, Recovered};
use crate::store::{case, feed, meta};
use casework::{CaseId, Event, Moment, evolve, fold};
use protocol::item::CaseDocument;
use protocol::recovered::{RecoveredReply, RecoveredRequest, Told, beyond};

/// Of one device: thousands of cases, and no way to fill the disk (bytes).
const MOST: u64 = 64 * 1024 * 1024;

pub(crate) fn take(
    app: &App,
    caller: &Caller,
    request: &RecoveredRequest,
) -> Result<RecoveredReply> {
    caller.must_be_active()?;
    let now = app.now();
    app.write_plain(|tx| {
        evidence::same_epoch(&meta::get(tx)?, &request.epoch)?;
        let documents = request.documents.iter();
        let told = documents.map(|text| one(tx, caller, text, now));
        Ok(RecoveredReply {
            told: told.collect::<Result<_>>()?,
        })
    })
}

fn one(tx: &mut dyn Tx, caller: &Caller, text: &str, now: Moment) -> Result<Told> {
    let Ok(document) = serde_json::from_str::<CaseDocument>(text) else {
        return Ok(Told::Refused);
    };
    if !has_seen(tx, caller, &document)? {
        return Ok(Told::Refused);
    }
    if beyond(&document.events, &history(tx, document.id)?).is_empty() {
        return Ok(Told::Unneeded);
    }
    let device = caller.device;
    if recovered::bytes(tx, device)? + text.len() as u64 > MOST {
        tracing::warn!(%device, "tells of more recovered cases than are kept of one device");
        return Ok(Told::Refused);
    }
    let kept = Recovered {
        device,
        user: caller.person.user.clone(),
        document,
        received_at: now,
    };
    recovered::put(tx, &kept, text)?;
    Ok(Told::Kept)
}

/// The case's history as it is here; nothing of a case that is gone.
pub(crate) fn history(tx: &mut dyn Tx, case: CaseId) -> Result<Vec<Event>> {
    Ok(case::load(tx, case)?.map_or_else(Vec::new, |stored| stored.events))
}

/// Did the case ever stand in the person's office, by the feed or by the history
/// that the desk brings?
fn has_seen(tx: &mut dyn Tx, caller: &Caller, document: &CaseDocument) -> Result<bool> {
    let home = caller.home();
    if caller.sees_all() || feed::stand(tx, home, document.id)?.is_some() {
        return Ok(true);
    }
    let Some(first) = fold(document.events.first()) else {
        return Ok(false);
    };
    let mut steps = document.events.iter().skip(1);
    let states = std::iter::successors(Some(first), |case| {
        steps.next().map(|event| evolve(case.clone(), event))
    });
    Ok(states.into_iter().any(|case| {
        let lead = case.office.iter();
        lead.chain(case.assisting_offices())
            .any(|office| office.as_str() == home)
    }))
}
