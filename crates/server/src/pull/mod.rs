//! `POST pull`: what changed in the caller's scopes. One read transaction is
//! one snapshot; a page and its cursors belong together. Documents of the
//! district come first, for everything else is understood by them.

mod page;

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
use page::Page;
use protocol::pull::{Cursor, PullRequest};
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
        if let Some(set_back) = evidence::check_scopes(tx, caller, &seen, meta)? {
            return Ok((Some(set_back), Vec::new()));
        }
        let ledgers = ledger::all(tx)?;
        let scopes = scopes(caller, &ledgers);
        let mut page = Page::new(request.max_bytes);
        let mut cursors = BTreeMap::new();
        let mut more = false;
        for scope in &scopes {
            let known = request.cursors.get(&scope.name);
            if more {
                cursors.extend(known.map(|cursor| (&scope.name, cursor.clone())));
                continue;
            }
            let cursor = match known {
                Some(cursor) => cursor.clone(),
                None => first_cursor(scope, &ledgers),
            };
            let (cursor, whole) = read(tx, scope, cursor, &mut page)?;
            more = !whole;
            cursors.insert(&scope.name, cursor);
        }
        let visible = |id: &str| id == DISTRICT || caller.sees(id);
        let mut safe = ledger::safe(tx, &ledgers, backed_up, now)?;
        safe.retain(|ledger, _| visible(ledger));
        let total: u64 = ledgers
            .iter()
            .filter(|ledger| visible(&ledger.id))
            .map(|ledger| ledger.cases)
            .sum();
        let names: Vec<&str> = scopes.iter().map(|scope| scope.name.as_str()).collect();
        let mut reply = String::from("{\"items\":[");
        reply.push_str(&page.items);
        reply.push_str("],\"cursors\":");
        reply.push_str(&serde_json::to_string(&cursors)?);
        reply.push_str(",\"scopes\":");
        reply.push_str(&serde_json::to_string(&names)?);
        reply.push_str(",\"more\":");
        reply.push_str(if more { "true" } else { "false" });
        reply.push_str(",\"total_cases\":");
        reply.push_str(&total.to_string());
        reply.push_str(",\"epoch\":");
        reply.push_str(&serde_json::to_string(&epoch)?);
        reply.push_str(",\"safe\":");
        reply.push_str(&serde_json::to_string(&safe)?);
        reply.push('}');
        Ok((None, reply.into_bytes()))
    })?;
    evidence::take_new_epoch(app, set_back)?;
    Ok(reply)
}

/// Cases are first read as a snapshot in key order, the rest by seq.
fn first_cursor(scope: &Scope, ledgers: &[Ledger]) -> Cursor {
    if !scope.holds_cases {
        return Cursor::Feed {
            seq: 0,
            kind: String::new(),
            id: String::new(),
        };
    }
    let ledger = ledgers.iter().find(|ledger| ledger.id == scope.ledger);
    Cursor::Snapshot {
        seq: ledger.map_or(0, |ledger| ledger.seq),
        after: 0,
    }
}

/// Reads on in a scope; answers where it stands and whether that was all.
fn read(tx: &mut dyn Tx, scope: &Scope, cursor: Cursor, page: &mut Page) -> Result<(Cursor, bool)> {
    let cursor = match cursor {
        Cursor::Snapshot { seq, after } => {
            let (after, whole) = page.snapshot(tx, scope, seq, after)?;
            if !whole {
                return Ok((Cursor::Snapshot { seq, after }, false));
            }
            // Behind every kind: all of that seq has been read.
            Cursor::Feed {
                seq,
                kind: "~".to_owned(),
                id: String::new(),
            }
        }
        feed => feed,
    };
    page.feed(tx, scope, cursor)
}
