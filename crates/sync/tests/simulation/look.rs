//! The files of desks and centre as they lie on the disk, read past the programs
//! under test.

use crate::desk::Desk;
use casebook::{Identity, folder_of};
use casework::ActionId;
use protocol::item::HeldAction;
use protocol::pull::Cursor;
use protocol::push::PushResult;
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use uuid::Uuid;

macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/simulation/sql/",
            $name,
            ".sql"
        ))
    };
}

pub struct DeskFiles(Connection);

pub struct OutboxRow {
    pub id: ActionId,
    pub payload: String,
    pub outcome: Option<String>,
    pub code: Option<String>,
    pub settled: bool,
    pub epoch: Option<String>,
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
        Self(db)
    }

    /// The bytes of a confirmed action.
    pub fn payload(&self, id: ActionId) -> Option<String> {
        let found = self
            .0
            .query_row(sql!("desk_payload"), [id.0.as_bytes()], |row| row.get(0));
        found.ok()
    }

    pub fn outbox(&self) -> Vec<OutboxRow> {
        rows(&self.0, sql!("desk_outbox"), |row| {
            Ok(OutboxRow {
                id: ActionId(uuid(row, "id")?),
                payload: row.get("payload")?,
                outcome: row.get("outcome")?,
                code: row.get("code")?,
                settled: row.get("settled")?,
                epoch: row.get("epoch")?,
            })
        })
    }

    pub fn documents(&self) -> BTreeMap<String, DeskDocument> {
        let read = |row: &Row| {
            let body: Vec<u8> = row.get("body")?;
            let document = DeskDocument {
                frozen: row.get("frozen")?,
                body: String::from_utf8(body).unwrap(),
            };
            Ok((uuid(row, "id")?.to_string(), document))
        };
        rows(&self.0, sql!("desk_documents"), read)
            .into_iter()
            .collect()
    }

    /// Scope and case.
    pub fn case_scopes(&self) -> BTreeSet<(String, String)> {
        let read = |row: &Row| Ok((row.get("name")?, uuid(row, "id")?.to_string()));
        rows(&self.0, sql!("desk_case_scopes"), read)
            .into_iter()
            .collect()
    }

    pub fn cursors(&self) -> BTreeMap<String, Cursor> {
        let read = |row: &Row| {
            let cursor: String = row.get("cursor")?;
            Ok((row.get("name")?, serde_json::from_str(&cursor).unwrap()))
        };
        rows(&self.0, sql!("desk_cursors"), read)
            .into_iter()
            .collect()
    }

    pub fn held(&self) -> BTreeMap<ActionId, HeldAction> {
        let read = |row: &Row| {
            let body: String = row.get("body")?;
            let held: HeldAction = serde_json::from_str(&body).unwrap();
            Ok((held.id, held))
        };
        rows(&self.0, sql!("desk_held"), read).into_iter().collect()
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
        rows(&self.0, sql!("desk_district"), read)
            .into_iter()
            .collect()
    }

    pub fn photos(&self) -> Vec<PhotoRow> {
        rows(&self.0, sql!("desk_photos"), |row| {
            let visit: Option<[u8; 16]> = row.get("action")?;
            Ok(PhotoRow {
                sha256: row.get("sha256")?,
                state: row.get("state")?,
                visit: visit.map(|id| ActionId(Uuid::from_bytes(id))),
            })
        })
    }

    pub fn epoch(&self) -> String {
        let found = self.0.query_row(sql!("desk_epoch"), [], |row| row.get(0));
        found.unwrap_or_default()
    }

    /// Cases of which only a line remains: 已转派.
    pub fn stubs(&self) -> BTreeSet<String> {
        let read = |row: &Row| Ok(uuid(row, "id")?.to_string());
        rows(&self.0, sql!("desk_stubs"), read)
            .into_iter()
            .collect()
    }
}

pub struct CentreFiles(Connection);

pub struct CentreDocument {
    pub id: String,
    /// the ledger: an office, or the centre while none has the case
    pub office: String,
    pub revision: u64,
    /// as the feed carries it
    pub body: String,
    /// its history as JSON
    pub events: String,
}

#[derive(Clone)]
pub struct FeedRow {
    pub scope: String,
    pub kind: String,
    pub entity: String,
    pub seq: u64,
    pub leaves: bool,
}

pub struct ActionRow {
    pub author: String,
    pub payload: String,
    pub result: PushResult,
}

pub struct HeldRow {
    pub ledger: String,
    pub author: String,
    pub resolved: bool,
}

pub struct NumberRow {
    pub office: String,
    pub year: i32,
    pub word: String,
    pub serial: u32,
    /// None: void
    pub letter: Option<String>,
}

impl CentreFiles {
    pub fn open(database: &Path) -> Self {
        Self(open(database))
    }

    pub fn epoch(&self) -> String {
        let found = self.0.query_row(sql!("centre_epoch"), [], |row| row.get(0));
        found.unwrap()
    }

    pub fn case_ids(&self) -> Vec<String> {
        rows(&self.0, sql!("centre_case_ids"), |row| row.get(0))
    }

    pub fn documents(&self) -> Vec<CentreDocument> {
        rows(&self.0, sql!("centre_documents"), |row| {
            let (key, id): (i64, String) = (row.get("key")?, row.get("id")?);
            let (summary, events): (String, String) = (row.get("summary")?, row.get("events")?);
            let received: String = row.get("received")?;
            let received = match received.as_str() {
                "[]" => String::new(),
                list => format!(r#","received":{list}"#),
            };
            let body = format!(
                r#"{{"kind":"case","key":{key},"id":"{id}","summary":{summary},"events":[{events}]{received}}}"#
            );
            Ok(CentreDocument {
                id,
                office: row.get("office")?,
                revision: row.get::<_, i64>("revision")? as u64,
                body,
                events: format!("[{events}]"),
            })
        })
    }

    /// Office and case.
    pub fn shares(&self) -> BTreeSet<(String, String)> {
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        rows(&self.0, sql!("centre_shares"), read)
            .into_iter()
            .collect()
    }

    pub fn feed(&self) -> Vec<FeedRow> {
        rows(&self.0, sql!("centre_feed"), |row| {
            let op: String = row.get("op")?;
            Ok(FeedRow {
                scope: row.get("scope")?,
                kind: row.get("kind")?,
                entity: row.get("entity")?,
                seq: row.get::<_, i64>("seq")? as u64,
                leaves: op == "leave",
            })
        })
    }

    pub fn actions(&self) -> BTreeMap<ActionId, ActionRow> {
        let read = |row: &Row| {
            let id: String = row.get("id")?;
            let outcome: String = row.get("outcome")?;
            let payload: Vec<u8> = row.get("payload")?;
            let action = ActionRow {
                author: row.get("author")?,
                payload: String::from_utf8(payload).unwrap(),
                result: serde_json::from_str(&outcome).unwrap(),
            };
            Ok((id.parse().unwrap(), action))
        };
        rows(&self.0, sql!("centre_actions"), read)
            .into_iter()
            .collect()
    }

    /// Device and incarnation, and what came under each seq, in its order.
    pub fn receipts(&self) -> BTreeMap<(String, String), Vec<PushResult>> {
        let read = |row: &Row| {
            let outcome: String = row.get("outcome")?;
            let of = (row.get("device")?, row.get("incarnation")?);
            Ok((of, serde_json::from_str(&outcome).unwrap()))
        };
        let mut receipts: BTreeMap<_, Vec<PushResult>> = BTreeMap::new();
        for (of, result) in rows(&self.0, sql!("centre_receipts"), read) {
            receipts.entry(of).or_default().push(result);
        }
        receipts
    }

    /// Held action and what settled it.
    pub fn resolutions(&self) -> BTreeMap<String, String> {
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        rows(&self.0, sql!("centre_resolutions"), read)
            .into_iter()
            .collect()
    }

    pub fn held(&self) -> BTreeMap<ActionId, HeldRow> {
        let read = |row: &Row| {
            let id: String = row.get("id")?;
            let held = HeldRow {
                ledger: row.get("ledger")?,
                author: row.get("author")?,
                resolved: row.get("resolved")?,
            };
            Ok((id.parse().unwrap(), held))
        };
        rows(&self.0, sql!("centre_held"), read)
            .into_iter()
            .collect()
    }

    pub fn numbers(&self) -> Vec<NumberRow> {
        rows(&self.0, sql!("centre_numbers"), |row| {
            Ok(NumberRow {
                office: row.get("office")?,
                year: row.get("year")?,
                word: row.get("word")?,
                serial: row.get("serial")?,
                letter: row.get("letter")?,
            })
        })
    }

    pub fn blobs(&self) -> BTreeSet<String> {
        let read = |row: &Row| row.get("sha256");
        rows(&self.0, sql!("centre_blobs"), read)
            .into_iter()
            .collect()
    }

    /// Kind, version and document.
    pub fn district(&self) -> BTreeMap<String, (u64, serde_json::Value)> {
        let read = |row: &Row| {
            let json: String = row.get("json")?;
            let version: i64 = row.get("version")?;
            let document = serde_json::from_str(&json).unwrap();
            Ok((row.get("kind")?, (version as u64, document)))
        };
        rows(&self.0, sql!("centre_district"), read)
            .into_iter()
            .collect()
    }

    /// Role and office of each person.
    pub fn people(&self) -> BTreeMap<String, (String, Option<String>)> {
        let read = |row: &Row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
        rows(&self.0, sql!("centre_people"), read)
            .into_iter()
            .collect()
    }
}

fn open(database: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(database, flags).unwrap()
}

fn rows<T>(db: &Connection, sql: &str, read: impl Fn(&Row) -> rusqlite::Result<T>) -> Vec<T> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], read).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn uuid(row: &Row, column: &str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}
