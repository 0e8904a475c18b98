//! 需处理: what the server could not take as it came, and photos that rotted.

use crate::book::Book;
use crate::codes;
use crate::error::{Error, Result};
use crate::outbox;
use crate::photo::PhotoState;
use crate::row;
use crate::store::sql;
use casework::{ActionId, CaseId, Moment};
use protocol::item::HeldAction;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Map;

#[derive(Clone, Debug, PartialEq)]
pub enum AttentionKind {
    /// settle it by a new action that `resolves` it
    Held(HeldAction),
    /// the bytes on this desk no longer match their hash; they never left it
    RottenPhoto { sha256: String, name: String },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    pub case: Option<CaseId>,
    pub case_number: String,
    pub at: Moment,
    /// this person passed it to the head of the office, who has not settled it
    pub with_head: bool,
    pub kind: AttentionKind,
}

impl Book {
    /// What needs a person, oldest first.
    pub fn attention(&self) -> Result<Vec<Attention>> {
        let db = self.reader()?;
        let mut found = held(&db)?;
        let mut statement = db.prepare_cached(sql!("rotten_photos"))?;
        let mut rows = statement.query([codes::code(PhotoState::Rotten)])?;
        while let Some(row) = rows.next()? {
            let case: Option<[u8; 16]> = row.get("case_id")?;
            found.push(Attention {
                case: case.map(|id| CaseId(uuid::Uuid::from_bytes(id))),
                case_number: row
                    .get::<_, Option<String>>("case_number")?
                    .unwrap_or_default(),
                at: Moment(row.get("added_at")?),
                with_head: false,
                kind: AttentionKind::RottenPhoto {
                    sha256: row.get("sha256")?,
                    name: row.get("name")?,
                },
            });
        }
        found.sort_by_key(|one| one.at);
        Ok(found)
    }

    pub fn held(&self, id: ActionId) -> Result<Option<HeldAction>> {
        Ok(self
            .attention()?
            .into_iter()
            .find_map(|one| match one.kind {
                AttentionKind::Held(held) if held.id == id => Some(held),
                _ => None,
            }))
    }
}

fn held(db: &Connection) -> Result<Vec<Attention>> {
    let mut statement = db.prepare_cached(sql!("unresolved"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Option<String> = row.get("body")?;
        let held = match body {
            Some(body) => serde_json::from_str(&body).map_err(|e| Error::unreadable("held", e))?,
            None => match of_our_own(db, ActionId(row::uuid(row, "id")?))? {
                Some(held) => held,
                None => continue,
            },
        };
        found.push(Attention {
            case: Some(held.case),
            case_number: held.case_number.clone(),
            at: held.at,
            with_head: row.get("with_head")?,
            kind: AttentionKind::Held(held),
        });
    }
    Ok(found)
}

/// Held by the answer to a push; the feed has not brought it yet. None while the
/// feed alone can say what it was: it is sealed here.
fn of_our_own(db: &Connection, id: ActionId) -> Result<Option<HeldAction>> {
    let person = crate::clerk::person(db)?;
    let found = db
        .prepare_cached(sql!("outbox_entry"))?
        .query_row([id.0.as_bytes()], |row| {
            Ok((outbox::entry(row)?, row.get::<_, String>("payload")?))
        })
        .optional()?;
    let Some((entry, payload)) = found else {
        return Ok(None);
    };
    let entry = entry?;
    Ok(Some(HeldAction {
        id,
        case: entry.case,
        case_number: entry.case_number,
        author: person.user,
        author_name: person.name,
        at: entry.payload.at,
        code: entry.code.unwrap_or_default(),
        facts: entry.facts,
        payload,
        resolved: false,
    }))
}

/// Keeps a held action of the feed.
pub(crate) fn put(db: &Connection, held: &HeldAction, rev: u64, scope: i64) -> Result<()> {
    let body = serde_json::to_string(held).map_err(|e| Error::unreadable("held", e))?;
    db.prepare_cached(sql!("put_held"))?.execute(params![
        held.id.0.as_bytes(),
        held.case.0.as_bytes(),
        held.at.0,
        held.author.as_str(),
        held.resolved,
        rev as i64,
        body
    ])?;
    db.prepare_cached(sql!("put_held_scope"))?
        .execute(params![held.id.0.as_bytes(), scope])?;
    Ok(())
}

/// A held action left a scope; gone when that was the last.
pub(crate) fn leave(db: &Connection, id: ActionId, scope: i64) -> Result<()> {
    db.prepare_cached(sql!("leave_held_scope"))?
        .execute(params![id.0.as_bytes(), scope])?;
    drop_unscoped(db)
}

pub(crate) fn drop_unscoped(db: &Connection) -> Result<()> {
    db.prepare_cached(sql!("drop_unscoped_held"))?.execute([])?;
    Ok(())
}

/// Keeps `facts` readable where a push answered without any.
pub(crate) fn facts_text(facts: &Map<String, serde_json::Value>) -> Option<String> {
    (!facts.is_empty()).then(|| serde_json::Value::Object(facts.clone()).to_string())
}
