//! Reading what a pull brought. A case's document stays the text it came as:
//! only what lists need is taken out of it.

use crate::error::{Error, Result};
use casebook::{Change, IncomingCase, Page};
use casework::{CaseId, Summary};
use protocol::digest::{Bucket, BucketSum};
use protocol::item::{Entity, HeldAction};
use protocol::pull::Cursor;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The frame of protocol's PullReply, its items unread: enough to ask for the
/// next page while this one is being written.
#[derive(Deserialize)]
pub(crate) struct Frame<'a> {
    #[serde(borrow)]
    pub items: &'a RawValue,
    pub cursors: BTreeMap<String, Cursor>,
    pub scopes: Vec<String>,
    pub more: bool,
    #[serde(default)]
    pub total_cases: u64,
    pub epoch: String,
    #[serde(default)]
    pub safe: BTreeMap<String, u64>,
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

pub(crate) fn frame(body: &[u8]) -> Result<Frame<'_>> {
    serde_json::from_slice(body).map_err(bad)
}

/// The whole page, to be written.
pub(crate) fn page(body: &[u8]) -> Result<Page> {
    let frame = frame(body)?;
    let items: Vec<RawItem> = serde_json::from_str(frame.items.get()).map_err(bad)?;
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
        ("put", Some(entity)) => entity.get(),
        (other, _) => return Err(bad(format!("an item says “{other}”"))),
    };
    Ok(Some(match kind.as_str() {
        "case" => {
            let head: CaseHead = serde_json::from_str(entity).map_err(bad)?;
            let case = IncomingCase {
                key: head.key,
                id: head.id,
                summary: head.summary,
                document: entity.to_owned(),
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

fn bad(detail: impl ToString) -> Error {
    Error::BadAnswer {
        detail: detail.to_string(),
    }
}

#[cfg(test)]
mod tests;
