//! `POST pull`: what changed in the caller's scopes. One read transaction is
//! one snapshot; a page and its cursors belong together. Documents of the
//! district come first, for everything else is understood by them.

mod bucket;
mod digest;
pub(crate) mod mark;
mod page;
mod snapshot;

#[cfg(test)]
mod growth_tests;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::evidence;
use crate::session::Caller;
use crate::store::feed::{office_scope, user_scope};
use crate::store::ledger::{self, DISTRICT, Ledger};
use crate::store::meta;
use casework::Moment;
use page::Page;
use protocol::digest::{Bucket, BucketSum};
use protocol::pull::{Cursor, PullRequest};
use serde::Serialize;
use std::collections::BTreeMap;

/// A scope and the ledger that counts it.
pub(crate) struct Scope {
    pub name: String,
    pub ledger: String,
    pub holds_cases: bool,
}

/// All scopes of the caller, in the order they are sent.
pub(crate) fn scopes(caller: &Caller, ledgers: &[Ledger]) -> Vec<Scope> {
    let home = caller.home();
    let mut scopes = vec![
        Scope {
            name: DISTRICT.to_owned(),
            ledger: DISTRICT.to_owned(),
            holds_cases: false,
        },
        Scope {
            name: user_scope(&caller.person.user, home),
            ledger: home.to_owned(),
            holds_cases: false,
        },
    ];
    let offices = ledgers
        .iter()
        .filter(|ledger| ledger.id != DISTRICT && caller.sees(&ledger.id));
    scopes.extend(offices.map(|ledger| Scope {
        name: office_scope(&ledger.id),
        ledger: ledger.id.clone(),
        holds_cases: true,
    }));
    scopes
}

/// The reply as JSON: documents are copied, never parsed.
pub(crate) fn pull(app: &App, caller: &Caller, request: &PullRequest) -> Result<Vec<u8>> {
    caller.must_be_active()?;
    let now = app.now();
    let (set_back, reply) = app.read(|tx| {
        let meta = meta::get(tx)?;
        evidence::same_epoch(&meta, &request.epoch)?;
        let backed_up = meta.backed_up_at.is_some();
        let epoch = meta.epoch.clone();
        let mut seen = request.evidence.scopes.clone();
        for (scope, cursor) in &request.cursors {
            let read = seen.entry(scope.clone()).or_default();
            *read = cursor.read_to().max(*read);
        }
        if let Some(set_back) = evidence::check_pull(tx, caller, &request.evidence, &seen, meta)? {
            return Ok((Some(set_back), Vec::new()));
        }
        let ledgers = ledger::all(tx)?;
        let scopes = scopes(caller, &ledgers);
        let mut page = Page::new(request.max_bytes);
        let mut reading = match &request.bucket {
            Some(bucket) => Reading {
                bucket: Some(page.bucket(tx, &scopes, bucket)?),
                ..Reading::default()
            },
            None => read_on(tx, &scopes, &ledgers, request, &mut page)?,
        };
        if request.digest && request.bucket.is_none() && !reading.more {
            reading.digest = Some(digest::digest(tx, &scopes)?);
        }
        let safe = visible_safe(tx, caller, &ledgers, backed_up, now)?;
        if request.bucket.is_none() && !reading.more {
            reading.mark = Some(mark::mark(&epoch, &scopes, &ledgers, &safe)?);
        }
        let total: u64 = ledgers
            .iter()
            .filter(|ledger| caller.sees(&ledger.id))
            .map(|ledger| ledger.cases)
            .sum();
        let outline = Outline {
            reading: &reading,
            scopes: scopes.iter().map(|scope| scope.name.as_str()).collect(),
            total_cases: total,
            epoch: &epoch,
            safe,
        };
        // The items last: a desk knows where to read on before it has read them.
        let mut reply = serde_json::to_string(&outline)?;
        reply.pop();
        reply.reserve_exact(page.items.len() + 16);
        reply.push_str(",\"items\":[");
        reply.push_str(&page.items);
        reply.push_str("]}");
        Ok((None, reply.into_bytes()))
    })?;
    evidence::take_new_epoch(app, set_back)?;
    Ok(reply)
}

/// What a backup covers, of what the caller may see.
fn visible_safe(
    tx: &mut dyn Tx,
    caller: &Caller,
    ledgers: &[Ledger],
    backed_up: bool,
    now: Moment,
) -> Result<BTreeMap<String, u64>> {
    let mut safe = ledger::safe(tx, ledgers, backed_up, now)?;
    safe.retain(|ledger, _| ledger == DISTRICT || caller.sees(ledger));
    Ok(safe)
}

/// Where a call's reading ended.
#[derive(Default, Serialize)]
struct Reading {
    cursors: BTreeMap<String, Cursor>,
    more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<Vec<BucketSum>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bucket: Option<Bucket>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
}

/// The reply without its items.
#[derive(Serialize)]
struct Outline<'a> {
    #[serde(flatten)]
    reading: &'a Reading,
    scopes: Vec<&'a str>,
    total_cases: u64,
    epoch: &'a str,
    safe: BTreeMap<String, u64>,
}

/// From each scope's cursor until the page is full.
fn read_on(
    tx: &mut dyn Tx,
    scopes: &[Scope],
    ledgers: &[Ledger],
    request: &PullRequest,
    page: &mut Page,
) -> Result<Reading> {
    let known = |scope: &Scope| request.cursors.get(&scope.name).cloned();
    let mut reading = Reading {
        cursors: scopes
            .iter()
            .filter_map(|scope| Some((scope.name.clone(), known(scope)?)))
            .collect(),
        ..Reading::default()
    };
    let (with_cases, without): (Vec<&Scope>, Vec<&Scope>) =
        scopes.iter().partition(|scope| scope.holds_cases);
    let mut snapshots = Some(with_cases.as_slice());
    for scope in without.iter().chain(&with_cases) {
        if scope.holds_cases
            && let Some(scopes) = snapshots.take()
        {
            reading.more = !snapshot::read_on(tx, scopes, ledgers, &mut reading.cursors, page)?;
        }
        if reading.more {
            break;
        }
        let has = request.cursors.get(&scope.name).filter(|_| request.growth);
        let cursor = reading
            .cursors
            .remove(&scope.name)
            .unwrap_or_else(from_the_start);
        let (cursor, whole) = page.feed(tx, scope, cursor, has)?;
        reading.more = !whole;
        reading.cursors.insert(scope.name.clone(), cursor);
    }
    Ok(reading)
}

fn from_the_start() -> Cursor {
    Cursor::Feed {
        seq: 0,
        kind: String::new(),
        id: String::new(),
    }
}
