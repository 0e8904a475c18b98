//! A desk's store.

use super::{open, rows, sql, uuid, version};
use crate::desk::Desk;
use casebook::{Identity, folder_of};
use casework::ActionId;
use protocol::item::HeldAction;
use protocol::pull::Cursor;
use rusqlite::{Connection, Row};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// What every check needs, as of one moment.
pub struct DeskLook {
    version: i64,
    pub epoch: String,
    pub outbox: Vec<OutboxRow>,
    pub documents: BTreeMap<String, DeskDocument>,
    /// scope and case
    pub case_scopes: BTreeSet<(String, String)>,
    pub cursors: BTreeMap<String, Cursor>,
    /// cases of which only a line remains: 已转派
    pub stubs: BTreeSet<String>,
}

pub struct DeskFiles {
    db: Connection,
    last: RefCell<Option<Rc<DeskLook>>>,
}

pub struct OutboxRow {
    pub id: ActionId,
    /// of a case that left, readable by the server alone or not here any more
    pub words: Words,
    pub outcome: Option<String>,
    pub code: Option<String>,
    pub settled: bool,
    pub epoch: Option<String>,
}

pub enum Words {
    Payload(String),
    Sealed,
    /// a backup has them
    Gone,
}

pub struct DeskDocument {
    pub frozen: bool,
    pub body: String,
}

pub struct PhotoRow {
    pub sha256: String,
    pub state: String,
    /// the visit that refers to it
    pub visit: Option<ActionId>,
}

impl DeskFiles {
    pub fn open(desk: &Desk) -> Self {
        let folder = folder_of(&desk.place, &Identity::new(crate::desk::SERVER, desk.user));
        let db = open(&folder.join("book.db"));
        let key = format!("x'{}'", hex::encode(desk.key()));
        db.pragma_update(None, "key", key).unwrap();
        db.pragma_update(None, "cipher_page_size", 8192).unwrap();
        Self {
            db,
            last: RefCell::default(),
        }
    }

    /// The same one again while nothing was written.
    pub fn look(&self) -> Rc<DeskLook> {
        let version = version(&self.db);
        let mut last = self.last.borrow_mut();
        match last.as_ref().filter(|last| last.version == version) {
            Some(last) => last.clone(),
            None => last.insert(Rc::new(self.look_anew(version))).clone(),
        }
    }

    fn look_anew(&self, version: i64) -> DeskLook {
        DeskLook {
            version,
            epoch: self.epoch(),
            outbox: self.outbox(),
            documents: self.documents(),
            case_scopes: self.case_scopes(),
            cursors: self.cursors(),
            stubs: self.stubs(),
        }
    }

    /// The bytes of a confirmed action.
    pub fn payload(&self, id: ActionId) -> Option<String> {
        let found = self
            .db
            .query_row(sql!("desk_payload"), [id.0.as_bytes()], |row| row.get(0));
        found.ok()
    }

    fn outbox(&self) -> Vec<OutboxRow> {
        rows(&self.db, sql!("desk_outbox"), |row| {
            Ok(OutboxRow {
                id: ActionId(uuid(row, "id")?),
                words: match (row.get::<_, String>("payload")?, row.get("is_sealed")?) {
                    (_, true) => Words::Sealed,
                    (payload, false) if payload.is_empty() => Words::Gone,
                    (payload, false) => Words::Payload(payload),
                },
                outcome: row.get("outcome")?,
                code: row.get("code")?,
                settled: row.get("settled")?,
                epoch: row.get("epoch")?,
            })
        })
    }

    fn documents(&self) -> BTreeMap<String, DeskDocument> {
        let read = |row: &Row| {
            let body: Vec<u8> = row.get("body")?;
            let document = DeskDocument {
                frozen: row.get("frozen")?,
                body: String::from_utf8(zstd::decode_all(&body[..]).unwrap()).unwrap(),
            };
            Ok((uuid(row, "id")?.to_string(), document))
        };
        rows(&self.db, sql!("desk_documents"), read)
            .into_iter()
            .collect()
    }

    /// Scope and case.
    fn case_scopes(&self) -> BTreeSet<(String, String)> {
        let read = |row: &Row| Ok((row.get("name")?, uuid(row, "id")?.to_string()));
        rows(&self.db, sql!("desk_case_scopes"), read)
            .into_iter()
            .collect()
    }

    fn cursors(&self) -> BTreeMap<String, Cursor> {
        let read = |row: &Row| {
            let cursor: String = row.get("cursor")?;
            Ok((row.get("name")?, serde_json::from_str(&cursor).unwrap()))
        };
        rows(&self.db, sql!("desk_cursors"), read)
            .into_iter()
            .collect()
    }

    pub fn held(&self) -> BTreeMap<ActionId, HeldAction> {
        let read = |row: &Row| {
            let body: String = row.get("body")?;
            let held: HeldAction = serde_json::from_str(&body).unwrap();
            Ok((held.id, held))
        };
        rows(&self.db, sql!("desk_held"), read)
            .into_iter()
            .collect()
    }

    /// Kind, revision and document.
    pub fn district(&self) -> BTreeMap<String, (u64, serde_json::Value)> {
        let read = |row: &Row| {
            let body: String = row.get("body")?;
            let rev: i64 = row.get("rev")?;
            let kind: String = row.get("kind")?;
            let entity: serde_json::Value = serde_json::from_str(&body).unwrap();
            let document = entity[&kind].clone();
            Ok((kind, (rev as u64, document)))
        };
        rows(&self.db, sql!("desk_district"), read)
            .into_iter()
            .collect()
    }

    pub fn photos(&self) -> Vec<PhotoRow> {
        rows(&self.db, sql!("desk_photos"), |row| {
            let visit: Option<[u8; 16]> = row.get("action")?;
            Ok(PhotoRow {
                sha256: row.get("sha256")?,
                state: row.get("state")?,
                visit: visit.map(|id| ActionId(Uuid::from_bytes(id))),
            })
        })
    }

    fn epoch(&self) -> String {
        let found = self.db.query_row(sql!("desk_epoch"), [], |row| row.get(0));
        found.unwrap_or_default()
    }

    /// Cases of which only a line remains: 已转派.
    fn stubs(&self) -> BTreeSet<String> {
        let read = |row: &Row| Ok(uuid(row, "id")?.to_string());
        rows(&self.db, sql!("desk_stubs"), read)
            .into_iter()
            .collect()
    }
}
