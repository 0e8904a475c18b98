//! Cases as they stood here before the server was set back. What the server lacks
//! of them it is told, for a person to look at; it stays here for 30 days, for the
//! server may be set back once more.

use crate::book::Book;
use crate::document;
use crate::error::{Error, Result};
use crate::meta;
use crate::overlay;
use crate::row;
use crate::store::sql;
use casework::{CaseId, Event, Moment};
use protocol::digest;
use protocol::item::CaseDocument;
use protocol::recovered::{Told, beyond};
use rusqlite::{Connection, OptionalExtension, params};

const KEPT: i64 = 30 * 24 * 3600 * 1000;

/// A document that the server may lack something of.
#[derive(Clone, Debug)]
pub struct Former {
    id: i64,
    /// JSON of protocol's CaseDocument, as it once came
    pub document: String,
}

impl Book {
    /// The next to tell the server under this epoch, up to so many bytes or one
    /// alone. What the server has again by now is forgotten.
    pub fn former_to_report(&self, now: Moment, bytes: usize) -> Result<Vec<Former>> {
        if !any(&*self.reader()?)? {
            return Ok(Vec::new());
        }
        let mut writer = self.background();
        let tx = writer.transaction()?;
        tx.prepare_cached(sql!("forget_old_former"))?
            .execute([now.0 - KEPT])?;
        let epoch = meta::get(&tx, meta::EPOCH)?;
        let (mut found, mut size, mut settled) = (Vec::new(), 0, Vec::new());
        {
            let mut statement = tx.prepare_cached(sql!("unreported_former"))?;
            let mut rows = statement.query([epoch])?;
            while size < bytes
                && let Some(row) = rows.next()?
            {
                let (id, case) = (row.get("id")?, CaseId(row::uuid(row, "case_id")?));
                let document: Vec<u8> = row.get("document")?;
                if !server_lacks(&tx, case, &document)? {
                    settled.push(id);
                    continue;
                }
                size += document.len();
                let document = String::from_utf8(document);
                found.push(Former {
                    id,
                    document: document.map_err(|e| Error::unreadable("case", e))?,
                });
            }
        }
        for id in settled {
            tx.prepare_cached(sql!("forget_former"))?.execute([id])?;
        }
        tx.commit()?;
        Ok(found)
    }

    /// What the server said of each. A case that goes on elsewhere is not kept.
    pub fn former_reported(&self, former: &[Former], epoch: &str, told: &[Told]) -> Result<()> {
        let mut writer = self.background();
        let tx = writer.transaction()?;
        for (former, told) in former.iter().zip(told) {
            match told {
                Told::Unneeded => tx
                    .prepare_cached(sql!("forget_former"))?
                    .execute([former.id])?,
                Told::Kept | Told::Refused => tx
                    .prepare_cached(sql!("former_reported"))?
                    .execute(params![former.id, epoch])?,
            };
        }
        tx.commit()?;
        Ok(())
    }
}

/// Before a document of a newer reading is written: keeps the one that stands
/// here, where it knows more.
pub(crate) fn keep_if_more(
    db: &Connection,
    case: CaseId,
    generation: u64,
    new: &str,
    at: Moment,
) -> Result<()> {
    let Some(old) = read_before(db, case, generation)? else {
        return Ok(());
    };
    if old == new.as_bytes() || beyond(&events(&old)?, &events(new.as_bytes())?).is_empty() {
        return Ok(());
    }
    keep(db, case, &old, at)
}

/// A case leaves that a newer reading did not bring: the server may not have it.
pub(crate) fn keep_if_unread(
    db: &Connection,
    case: CaseId,
    generation: u64,
    at: Moment,
) -> Result<()> {
    match read_before(db, case, generation)? {
        Some(document) => keep(db, case, &document, at),
        None => Ok(()),
    }
}

/// A case leaves that was read under this epoch: what it once was goes too, if
/// the server was told.
pub(crate) fn forget_told(db: &Connection, case: CaseId, generation: u64) -> Result<()> {
    db.prepare_cached(sql!("forget_told_former"))?
        .execute(params![case.0.as_bytes(), generation as i64])?;
    Ok(())
}

fn keep(db: &Connection, case: CaseId, document: &[u8], at: Moment) -> Result<()> {
    let content = digest::content(document);
    db.prepare_cached(sql!("put_former"))?.execute(params![
        case.0.as_bytes(),
        content,
        document,
        at.0
    ])?;
    Ok(())
}

/// The document here, if it was read under an epoch that is over.
fn read_before(db: &Connection, case: CaseId, generation: u64) -> Result<Option<Vec<u8>>> {
    let body: Option<Vec<u8>> = db
        .prepare_cached(sql!("document_read_before"))?
        .query_row(params![case.0.as_bytes(), generation as i64], |row| {
            row.get(0)
        })
        .optional()?;
    body.map(|body| Ok(document::unpacked(&body)?.into_owned()))
        .transpose()
}

/// Own actions that were handed in again have an outcome: the server has them,
/// held ones too.
fn server_lacks(db: &Connection, case: CaseId, document: &[u8]) -> Result<bool> {
    let has = match row::by_id(db, case)? {
        Some(row) => overlay::document(db, row.key)?.events,
        None => Vec::new(),
    };
    for event in beyond(&events(document)?, &has) {
        let handed_in = match event.action {
            Some(action) => db
                .prepare_cached(sql!("has_outcome"))?
                .query_row([action.0.as_bytes()], |row| row.get(0))?,
            None => false,
        };
        if !handed_in {
            return Ok(true);
        }
    }
    Ok(false)
}

fn events(document: &[u8]) -> Result<Vec<Event>> {
    serde_json::from_slice::<CaseDocument>(document)
        .map(|document| document.events)
        .map_err(|e| Error::unreadable("case", e))
}

fn any(db: &Connection) -> Result<bool> {
    Ok(db
        .prepare_cached(sql!("any_former"))?
        .query_row([], |row| row.get(0))?)
}
