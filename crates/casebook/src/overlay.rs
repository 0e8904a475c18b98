//! What is shown of a case: the replica, and on top of it every action of ours
//! that the replica does not hold yet.

use crate::clerk;
use crate::codes::parse;
use crate::district::District;
use crate::document;
use crate::error::{Error, Result};
use crate::row;
use crate::search;
use crate::store::sql;
use casework::{
    ActionId, Actor, Case, CaseId, Context, Event, Moment, OfficeId, Summary, decide, evolve, fold,
};
use protocol::item::CaseDocument;
use protocol::push::{Asks, Outcome, Payload};
use rusqlite::{Connection, params};

/// An action that no finished pull has confirmed.
pub(crate) struct Unsettled {
    pub payload: Payload,
    pub outcome: Option<Outcome>,
}

pub(crate) struct Shown {
    pub document: CaseDocument,
    pub case: Case,
    /// after the document's events
    pub pending: Vec<Event>,
    pub unsettled: Vec<Unsettled>,
}

impl Shown {
    /// As this office sees it, with what is pending.
    pub fn summary(&self, office: Option<&OfficeId>, district: &District) -> Summary {
        let server = &self.document.summary;
        if self.pending.is_empty() && is_lead(office, server) {
            return server.clone();
        }
        seen_by(office, &self.case, server, district)
    }

    /// The newest action of ours that the next one builds on.
    pub fn newest_of_ours(&self) -> Option<ActionId> {
        newest_of_ours(&self.unsettled)
    }

    fn unsent(&self) -> u32 {
        self.unsettled
            .iter()
            .filter(|one| one.outcome.is_none())
            .count() as u32
    }
}

pub(crate) fn newest_of_ours(unsettled: &[Unsettled]) -> Option<ActionId> {
    unsettled
        .iter()
        .rev()
        .find(|one| one.payload.asks == Asks::Centre && one.outcome != Some(Outcome::Held))
        .map(|one| one.payload.id)
}

/// The server writes the lead's clocks; an office beside it has its own.
pub(crate) fn seen_by(
    office: Option<&OfficeId>,
    case: &Case,
    server: &Summary,
    district: &District,
) -> Summary {
    Summary {
        revision: server.revision,
        ..Summary::seen_by(
            case,
            office.or(case.office.as_ref()),
            &district.calendar,
            &district.rules,
        )
    }
}

/// Is the summary the lead's own? People of no office see with the lead's eyes.
pub(crate) fn is_lead(office: Option<&OfficeId>, summary: &Summary) -> bool {
    office.is_none() || office == summary.office.as_ref()
}

/// Folds document and unsettled actions of the case under `key`.
pub(crate) fn shown(db: &Connection, key: i64, district: &District) -> Result<Shown> {
    let document = document(db, key)?;
    let case = fold(&document.events)
        .ok_or_else(|| Error::unreadable("case", "its history does not begin"))?;
    let unsettled = unsettled(db, document.id)?;
    let mut shown = Shown {
        document,
        case,
        pending: Vec::new(),
        unsettled,
    };
    if !shown.unsettled.is_empty() {
        add_pending(&mut shown, &clerk::person(db)?, district);
    }
    Ok(shown)
}

/// Adds what the rulebook makes of each unsettled action, in order. One that is
/// refused on today's replica shows no effect; the server will say so too.
fn add_pending(shown: &mut Shown, actor: &Actor, district: &District) {
    let mut case = shown.case.clone();
    for one in &shown.unsettled {
        let id = one.payload.id;
        let known = |events: &[Event]| events.iter().any(|event| event.action == Some(id));
        let asked = one.payload.asks == Asks::Centre && one.outcome != Some(Outcome::Held);
        if !asked || known(&shown.document.events) {
            continue;
        }
        let context = context(id, one.payload.at, district);
        if let Ok(events) = decide(&case, &one.payload.action, actor, &context) {
            case = events.iter().fold(case, evolve);
            shown.pending.extend(events);
        }
    }
    shown.case = case;
}

/// A desk's context: its own clock for the preview, and no document number,
/// which only the server gives.
pub(crate) fn context(id: ActionId, at: Moment, district: &District) -> Context<'_> {
    Context {
        now: at,
        calendar: &district.calendar,
        rules: &district.rules,
        number: None,
        action: Some(id),
        device_at: None,
        office_phones: district.directory.phones(),
    }
}

/// Writes the row of a case anew; nothing to do when the case is not here.
pub(crate) fn refresh(db: &Connection, case: CaseId, district: &District) -> Result<()> {
    let Some(row) = row::by_id(db, case)? else {
        return Ok(());
    };
    let shown = shown(db, row.key, district)?;
    let person = clerk::person(db)?;
    let summary = shown.summary(person.office.as_ref(), district);
    if summary.handler != row.summary.handler {
        search::mark(db, row.key)?;
    }
    let attention: u32 = db
        .prepare_cached(sql!("count_attention_of_case"))?
        .query_row([case.0.as_bytes()], |row| row.get(0))?;
    row::show(db, row.key, &summary, shown.unsent(), attention)
}

pub(crate) fn document(db: &Connection, key: i64) -> Result<CaseDocument> {
    db.prepare_cached(sql!("get_document"))?
        .query_row([key], |row| {
            Ok(document::unpacked(row.get_ref(0)?.as_bytes()?)
                .map(|text| serde_json::from_slice(&text)))
        })??
        .map_err(|e| Error::unreadable("case", e))
}

pub(crate) fn unsettled(db: &Connection, case: CaseId) -> Result<Vec<Unsettled>> {
    let mut statement = db.prepare_cached(sql!("unsettled_of_case"))?;
    let mut rows = statement.query(params![case.0.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let payload: String = row.get(0)?;
        let outcome: Option<String> = row.get(1)?;
        found.push(Unsettled {
            payload: serde_json::from_str(&payload).map_err(|e| Error::unreadable("action", e))?,
            outcome: outcome.as_deref().and_then(parse),
        });
    }
    Ok(found)
}
