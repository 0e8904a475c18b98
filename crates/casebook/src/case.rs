//! One case in full.

use crate::book::Book;
use crate::error::{Error, Result};
use crate::list::ListRow;
use crate::outbox::{self, OutboxEntry};
use crate::overlay;
use crate::row;
use casework::{Case, CaseId, Event};
use rusqlite::Connection;

/// A line of 经过.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownEvent {
    pub event: Event,
    /// of ours, and not yet in the server's history
    pub pending: bool,
}

#[derive(Clone, Debug)]
pub struct CaseView {
    pub row: ListRow,
    /// with the effects of what is unsent
    pub case: Case,
    /// oldest first, pending ones last
    pub events: Vec<ShownEvent>,
    /// photos whose bytes the server holds
    pub received: Vec<String>,
    /// our actions that are not settled, or held
    pub unsettled: Vec<OutboxEntry>,
}

impl Book {
    pub fn case(&self, id: CaseId) -> Result<CaseView> {
        let db = self.reader()?;
        let row = row::by_id(&db, id)?;
        self.view(&db, row, &id.to_string())
    }

    /// Finds a case by its UUID or its number.
    pub fn case_named(&self, name: &str) -> Result<CaseView> {
        let db = self.reader()?;
        let name = name.trim();
        let row = match name.parse::<CaseId>() {
            Ok(id) => row::by_id(&db, id)?,
            Err(_) => row::by_number(&db, name)?,
        };
        self.view(&db, row, name)
    }

    fn view(&self, db: &Connection, row: Option<ListRow>, name: &str) -> Result<CaseView> {
        let row = row.ok_or_else(|| Error::UnknownCase {
            case: name.to_owned(),
        })?;
        let shown = overlay::shown(db, row.key, &self.district())?;
        let history = shown.document.events.into_iter().map(|event| ShownEvent {
            event,
            pending: false,
        });
        let pending = shown.pending.into_iter().map(|event| ShownEvent {
            event,
            pending: true,
        });
        Ok(CaseView {
            case: shown.case,
            events: history.chain(pending).collect(),
            received: shown.document.received,
            unsettled: outbox::of_case(db, row.id)?,
            row,
        })
    }

    /// The new rating of a case was read.
    pub fn rating_seen(&self, id: CaseId) -> Result<()> {
        self.writer()
            .prepare_cached(crate::store::sql!("see_rating"))?
            .execute([id.0.as_bytes()])?;
        Ok(())
    }
}
