//! First readings: an office's cases in key order, as they are now; what moved
//! meanwhile comes by the feed from where the snapshot began.

use super::Scope;
use super::page::Page;
use crate::db::{Tx, sql};
use crate::error::Result;
use crate::store::ledger::Ledger;
use protocol::pull::Cursor;
use std::collections::BTreeMap;

/// Keys that are read of one office before the next has its turn: fewer cases
/// than a page holds.
const WINDOW: i64 = 64;

/// An office's snapshot that is being read.
struct Place<'a> {
    scope: &'a Scope,
    seq: u64,
    after: i64,
}

/// Reads the snapshots among the cursors until the page is full; answers whether
/// that was all. Several offices are read side by side: one after the other, a
/// desk would write between what it has written, once for every office.
pub(super) fn read_on(
    tx: &mut dyn Tx,
    scopes: &[&Scope],
    ledgers: &[Ledger],
    cursors: &mut BTreeMap<String, Cursor>,
    page: &mut Page,
) -> Result<bool> {
    let mut places = places(scopes, ledgers, cursors);
    let highest = match places.len() {
        0 => return Ok(true),
        1 => 0,
        _ => tx.one(sql!("highest_case"), &[])?.int(0)?,
    };
    let mut whole = true;
    let mut up_to = 0;
    while whole && up_to < i64::MAX {
        let lowest = places.iter().map(|place| place.after).min().unwrap_or(0);
        up_to = match lowest.saturating_add(WINDOW) {
            next if next < highest => next,
            _ => i64::MAX,
        };
        for place in places.iter_mut().filter(|place| place.after < up_to) {
            (place.after, whole) = page.snapshot(tx, place.scope, place.seq, place.after, up_to)?;
            if !whole {
                break;
            }
            place.after = up_to;
        }
    }
    for place in places {
        cursors.insert(place.scope.name.clone(), place.cursor());
    }
    Ok(whole)
}

fn places<'a>(
    scopes: &[&'a Scope],
    ledgers: &[Ledger],
    cursors: &BTreeMap<String, Cursor>,
) -> Vec<Place<'a>> {
    let place = |scope: &&'a Scope| {
        let (seq, after) = match cursors.get(&scope.name) {
            Some(Cursor::Feed { .. }) => return None,
            Some(Cursor::Snapshot { seq, after }) => (*seq, *after),
            None => {
                let ledger = ledgers.iter().find(|ledger| ledger.id == scope.ledger);
                (ledger.map_or(0, |ledger| ledger.seq), 0)
            }
        };
        Some(Place { scope, seq, after })
    };
    scopes.iter().filter_map(place).collect()
}

impl Place<'_> {
    fn cursor(&self) -> Cursor {
        let seq = self.seq;
        match self.after {
            // Behind every kind: all of that seq has been read.
            i64::MAX => Cursor::Feed {
                seq,
                kind: "~".to_owned(),
                id: String::new(),
            },
            after => Cursor::Snapshot { seq, after },
        }
    }
}
