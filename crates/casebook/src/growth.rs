//! A case that only gained events: its document is made of the one that is here
//! and of what came. Both have to be, byte for byte, what the server says; else
//! the case is read again as a whole.

use crate::document::{self, Document};
use crate::error::Result;
use crate::replica::IncomingCase;
use crate::store::sql;
use casework::{CaseId, Summary};
use protocol::digest::content;
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use serde_json::value::RawValue;

/// protocol's CaseGrowth, with the texts that it came as.
#[derive(Clone, Debug)]
pub struct IncomingGrowth {
    pub key: i64,
    pub id: CaseId,
    /// content of the document that it builds on
    pub base: i64,
    /// and of the one that it makes
    pub content: i64,
    pub summary: Summary,
    pub summary_text: String,
    /// a JSON array
    pub events: String,
    pub received: Option<String>,
}

/// The case with what it gained; None when the server means another document than
/// the one here.
pub(crate) fn grown(db: &Connection, growth: &IncomingGrowth) -> Result<Option<IncomingCase>> {
    let here: Option<Vec<u8>> = db
        .prepare_cached(sql!("get_document"))?
        .query_row([growth.key], |row| row.get(0))
        .optional()?;
    let here = match &here {
        Some(body) => Some(document::unpacked(body)?),
        None => None,
    };
    let document = here.and_then(|here| {
        // Through another scope it may have come already.
        if content(&here) == growth.content {
            return String::from_utf8(here.into_owned()).ok();
        }
        let based = content(&here) == growth.base;
        let document = based.then(|| splice(&here, growth)).flatten()?;
        (content(document.as_bytes()) == growth.content).then_some(document)
    });
    let Some(document) = document else {
        return Ok(None);
    };
    Ok(Some(IncomingCase {
        key: growth.key,
        id: growth.id,
        summary: growth.summary.clone(),
        document: Document::new(document)?,
    }))
}

/// As the server writes a CaseDocument.
fn splice(here: &[u8], growth: &IncomingGrowth) -> Option<String> {
    #[derive(Deserialize)]
    struct History<'a> {
        #[serde(borrow)]
        events: &'a RawValue,
    }
    let history: History = serde_json::from_slice(here).ok()?;
    let before = history.events.get().strip_suffix(']')?;
    let new = growth.events.strip_prefix('[')?;
    let comma = if new.starts_with(']') { "" } else { "," };
    let (key, id, summary) = (growth.key, growth.id, &growth.summary_text);
    let received = match &growth.received {
        Some(received) => format!(",\"received\":{received}"),
        None => String::new(),
    };
    Some(format!(
        "{{\"kind\":\"case\",\"key\":{key},\"id\":\"{id}\",\"summary\":{summary},\
         \"events\":{before}{comma}{new}{received}}}"
    ))
}
