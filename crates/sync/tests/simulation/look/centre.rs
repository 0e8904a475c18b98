//! The centre's database.

use super::{open, rows, sql, version};
use casework::{ActionId, Event};
use protocol::push::PushResult;
use rusqlite::{Connection, Row};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

/// What every check needs, as of one moment.
pub struct CentreLook {
    version: i64,
    pub epoch: String,
    pub actions: BTreeMap<ActionId, ActionRow>,
    pub documents: Vec<CentreDocument>,
    pub feed: Vec<FeedRow>,
    /// how far each ledger is
    pub ledgers: BTreeMap<String, u64>,
}

pub struct CentreFiles {
    db: Connection,
    last: RefCell<Option<Rc<CentreLook>>>,
}

pub struct CentreDocument {
    pub id: String,
    /// the ledger: an office, or the centre while none has the case
    pub office: String,
    pub revision: u64,
    /// as the feed carries it
    pub body: String,
    pub events: Vec<Event>,
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
        Self {
            db: open(database),
            last: RefCell::default(),
        }
    }

    /// The same one again while nothing was written.
    pub fn look(&self) -> Rc<CentreLook> {
        let version = version(&self.db);
        let mut last = self.last.borrow_mut();
        match last.as_ref().filter(|last| last.version == version) {
            Some(last) => last.clone(),
            None => last.insert(Rc::new(self.look_anew(version))).clone(),
        }
    }

    fn look_anew(&self, version: i64) -> CentreLook {
        CentreLook {
            version,
            epoch: self.epoch(),
            actions: self.actions(),
            documents: self.documents(),
            feed: self.feed(),
            ledgers: self.ledgers(),
        }
    }

    fn epoch(&self) -> String {
        let found = self
            .db
            .query_row(sql!("centre_epoch"), [], |row| row.get(0));
        found.unwrap()
    }

    pub fn case_ids(&self) -> Vec<String> {
        rows(&self.db, sql!("centre_case_ids"), |row| row.get(0))
    }

    fn documents(&self) -> Vec<CentreDocument> {
        rows(&self.db, sql!("centre_documents"), |row| {
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
                events: serde_json::from_str(&format!("[{events}]")).unwrap(),
            })
        })
    }

    /// Office and case.
    pub fn shares(&self) -> BTreeSet<(String, String)> {
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        rows(&self.db, sql!("centre_shares"), read)
            .into_iter()
            .collect()
    }

    fn feed(&self) -> Vec<FeedRow> {
        rows(&self.db, sql!("centre_feed"), |row| {
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

    fn ledgers(&self) -> BTreeMap<String, u64> {
        let read = |row: &Row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64));
        rows(&self.db, sql!("centre_ledgers"), read)
            .into_iter()
            .collect()
    }

    fn actions(&self) -> BTreeMap<ActionId, ActionRow> {
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
        rows(&self.db, sql!("centre_actions"), read)
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
        for (of, result) in rows(&self.db, sql!("centre_receipts"), read) {
            receipts.entry(of).or_default().push(result);
        }
        receipts
    }

    /// Held action and what settled it.
    pub fn resolutions(&self) -> BTreeMap<String, String> {
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
        rows(&self.db, sql!("centre_resolutions"), read)
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
        rows(&self.db, sql!("centre_held"), read)
            .into_iter()
            .collect()
    }

    pub fn numbers(&self) -> Vec<NumberRow> {
        rows(&self.db, sql!("centre_numbers"), |row| {
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
        rows(&self.db, sql!("centre_blobs"), read)
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
        rows(&self.db, sql!("centre_district"), read)
            .into_iter()
            .collect()
    }

    /// Role and office of each person.
    pub fn people(&self) -> BTreeMap<String, (String, Option<String>)> {
        let read = |row: &Row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
        rows(&self.db, sql!("centre_people"), read)
            .into_iter()
            .collect()
    }
}
