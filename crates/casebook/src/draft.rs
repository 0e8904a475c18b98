//! What a person writes before confirming it: saved within a second, kept until
//! it is confirmed or thrown away by its writer.

use crate::book::Book;
use crate::error::{Error, Result};
use crate::row;
use crate::store::sql;
use casework::{CaseId, Moment};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftKind {
    Visit,
    Letter,
    /// 办结表
    Closing,
    /// any other form, named by `item`
    Form,
}

impl DraftKind {
    const ALL: [(DraftKind, &'static str); 4] = [
        (DraftKind::Visit, "visit"),
        (DraftKind::Letter, "letter"),
        (DraftKind::Closing, "closing"),
        (DraftKind::Form, "form"),
    ];

    pub fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("form", |(_, code)| code)
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(kind, _)| *kind)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DraftKey {
    pub kind: DraftKind,
    pub case: CaseId,
    /// a letter's id, a form's name; empty where a case has one draft of a kind
    pub item: String,
}

impl DraftKey {
    pub fn new(kind: DraftKind, case: CaseId) -> Self {
        Self {
            kind,
            case,
            item: String::new(),
        }
    }

    pub fn of_item(kind: DraftKind, case: CaseId, item: impl ToString) -> Self {
        Self {
            kind,
            case,
            item: item.to_string(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub key: DraftKey,
    /// the form's own shape
    pub body: Value,
    pub saved_at: Moment,
}

impl Book {
    /// Committed when this returns.
    pub fn save_draft(&self, key: &DraftKey, body: &Value, at: Moment) -> Result<()> {
        marks::reached("desk.draft.before_commit");
        self.writer()
            .prepare_cached(sql!("put_draft"))?
            .execute(params![
                key.kind.code(),
                key.case.0.as_bytes(),
                key.item,
                body.to_string(),
                at.0
            ])?;
        marks::reached("desk.draft.after_commit");
        Ok(())
    }

    pub fn draft(&self, key: &DraftKey) -> Result<Option<Draft>> {
        let db = self.reader()?;
        db.prepare_cached(sql!("get_draft"))?
            .query_row(
                params![key.kind.code(), key.case.0.as_bytes(), key.item],
                read,
            )
            .optional()?
            .transpose()
    }

    /// All drafts, or those of one case, newest first.
    pub fn drafts(&self, case: Option<CaseId>) -> Result<Vec<Draft>> {
        let db = self.reader()?;
        let mut statement = db.prepare_cached(sql!("drafts"))?;
        let case = case.as_ref().map(|case| case.0.as_bytes());
        let rows = statement.query_map(params![case], read)?;
        rows.map(|row| row?).collect()
    }

    pub fn discard_draft(&self, key: &DraftKey) -> Result<()> {
        remove(&self.writer(), key)
    }
}

pub(crate) fn remove(db: &Connection, key: &DraftKey) -> Result<()> {
    db.prepare_cached(sql!("remove_draft"))?.execute(params![
        key.kind.code(),
        key.case.0.as_bytes(),
        key.item
    ])?;
    Ok(())
}

fn read(row: &Row) -> rusqlite::Result<Result<Draft>> {
    let kind: String = row.get("kind")?;
    let body: String = row.get("body")?;
    let key = DraftKey {
        kind: DraftKind::parse(&kind).unwrap_or(DraftKind::Form),
        case: CaseId(row::uuid(row, "case_id")?),
        item: row.get("item")?,
    };
    let saved_at = Moment(row.get("saved_at")?);
    Ok(serde_json::from_str(&body)
        .map(|body| Draft {
            key,
            body,
            saved_at,
        })
        .map_err(|e| Error::unreadable("draft", e)))
}
