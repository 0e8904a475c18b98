//! Reading what a pull brought. A case's document stays the text it came as:
//! only what lists need is taken out of it.

use crate::error::{Error, Result};
use casebook::{Change, Document, IncomingCase, IncomingGrowth, Page};
use casework::{CaseId, Summary};
use protocol::digest::{Bucket, BucketSum};
use protocol::item::{Entity, HeldAction};
use protocol::pull::Cursor;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// How the items begin in a reply of ours, which has them last. In a text its
/// quotes would be escaped.
const ITEMS: &str = r#","items":["#;

/// How the history begins in a case's document, behind everything a list shows.
const EVENTS: &str = r#","events":["#;

/// The frame of protocol's PullReply, its items unread: enough to ask for the
/// next page while this one is being read.
#[derive(Deserialize)]
pub(crate) struct Frame {
    pub cursors: BTreeMap<String, Cursor>,
    pub scopes: Vec<String>,
    pub more: bool,
    #[serde(default)]
    pub total_cases: u64,
    pub epoch: String,
    #[serde(default)]
    pub safe: BTreeMap<String, u64>,
    #[serde(default)]
    pub mark: Option<String>,
    #[serde(default)]
    pub digest: Option<Vec<BucketSum>>,
    #[serde(default)]
    pub bucket: Option<Bucket>,
}

#[derive(Deserialize)]
struct RawItem<'a> {
    scope: String,
    kind: String,
    id: String,
    rev: u64,
    #[serde(borrow)]
    op: RawOp<'a>,
}

#[derive(Deserialize)]
struct RawOp<'a> {
    op: String,
    #[serde(borrow, default)]
    entity: Option<&'a RawValue>,
}

/// Of a CaseDocument, without its history.
#[derive(Deserialize)]
struct CaseHead {
    key: i64,
    id: CaseId,
    summary: Summary,
}

/// A CaseGrowth; what it is spliced of stays the text it came as.
#[derive(Deserialize)]
struct RawGrowth<'a> {
    key: i64,
    base: i64,
    content: i64,
    #[serde(borrow)]
    summary: &'a RawValue,
    #[serde(borrow)]
    events: &'a RawValue,
    #[serde(borrow, default)]
    received: Option<&'a RawValue>,
}

/// Reads no further than it must: the items are most of a page.
pub(crate) fn frame(body: &[u8]) -> Result<Frame> {
    let (frame, _) = halves(body)?;
    serde_json::from_slice(&[frame, b"}"].concat()).map_err(bad)
}

/// A reply's frame, open at its end, and its items.
fn halves(body: &[u8]) -> Result<(&[u8], &[u8])> {
    let at = body
        .windows(ITEMS.len())
        .position(|window| window == ITEMS.as_bytes())
        .ok_or_else(|| bad("a page without items"))?;
    let items = &body[at + ITEMS.len() - 1..];
    let items = items
        .strip_suffix(b"}")
        .ok_or_else(|| bad("a page without its end"))?;
    Ok((&body[..at], items))
}

/// The whole page, to be written.
pub(crate) fn page(frame: Frame, body: &[u8]) -> Result<Page> {
    let (_, items) = halves(body)?;
    let items = std::str::from_utf8(items).map_err(bad)?;
    let items: Vec<RawItem> = serde_json::from_str(items).map_err(bad)?;
    let changes = items
        .into_iter()
        .filter_map(|item| change(item).transpose())
        .collect::<Result<_>>()?;
    Ok(Page {
        changes,
        cursors: frame.cursors,
        scopes: frame.scopes,
        more: frame.more,
        safe: frame.safe,
        mark: frame.mark,
        digest: frame.digest,
    })
}

/// None for a kind that a newer server may send and this desk does not know.
fn change(item: RawItem) -> Result<Option<Change>> {
    let RawItem {
        scope,
        kind,
        id,
        rev,
        op,
    } = item;
    let entity = match (op.op.as_str(), op.entity) {
        ("leave", _) => return Ok(Some(Change::Leave { scope, kind, id })),
        ("grow", Some(entity)) => return growth(scope, &id, entity.get()).map(Some),
        ("put", Some(entity)) => entity.get(),
        (other, _) => return Err(bad(format!("an item says “{other}”"))),
    };
    Ok(Some(match kind.as_str() {
        "case" => {
            let head = match entity.split_once(EVENTS) {
                Some((head, _)) => serde_json::from_str(&format!("{head}}}")),
                None => serde_json::from_str(entity),
            };
            let head: CaseHead = head.map_err(bad)?;
            let case = IncomingCase {
                key: head.key,
                id: head.id,
                summary: head.summary,
                document: Document::new(entity.to_owned())?,
            };
            Change::Case { scope, case }
        }
        "held" => {
            let held: HeldAction = serde_json::from_str(entity).map_err(bad)?;
            Change::Held { scope, rev, held }
        }
        "calendar" | "rules" | "rates" | "templates" | "directory" => {
            let entity: Entity = serde_json::from_str(entity).map_err(bad)?;
            Change::District {
                rev,
                entity: Box::new(entity),
            }
        }
        _ => return Ok(None),
    }))
}

fn growth(scope: String, id: &str, entity: &str) -> Result<Change> {
    let raw: RawGrowth = serde_json::from_str(entity).map_err(bad)?;
    let growth = IncomingGrowth {
        key: raw.key,
        id: id.parse().map_err(bad)?,
        base: raw.base,
        content: raw.content,
        summary: serde_json::from_str(raw.summary.get()).map_err(bad)?,
        summary_text: raw.summary.get().to_owned(),
        events: raw.events.get().to_owned(),
        received: raw.received.map(|raw| raw.get().to_owned()),
    };
    Ok(Change::Growth { scope, growth })
}

fn bad(detail: impl ToString) -> Error {
    Error::BadAnswer {
        detail: detail.to_string(),
    }
}

#[cfg(test)]
mod tests;
