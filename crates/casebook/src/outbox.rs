//! What a person confirmed. One commit makes it durable, shows its effect and
//! removes the draft it came from; its bytes are never changed or removed.

use crate::book::Book;
use crate::clerk;
use crate::codes::parse;
use crate::district::District;
use crate::draft::{self, DraftKey};
use crate::error::{Error, Result};
use crate::list::ListRow;
use crate::meta;
use crate::overlay;
use crate::photo;
use crate::row;
use crate::store::sql;
use casework::letter::DocumentNumber;
use casework::{Action, ActionId, Actor, CaseId, Moment, Refusal, decide};
use protocol::item::HeldAction;
use protocol::push::{Asks, Mutation, Outcome, Payload};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value};
use uuid::Uuid;

/// What a person is about to confirm.
#[derive(Clone, Debug)]
pub struct Intent {
    /// drawn when the form opens: confirming the same one twice files it once
    pub id: ActionId,
    pub case: CaseId,
    pub action: Action,
    pub at: Moment,
    /// 撤销: how long it stays here before it is sent, unless a sync is asked for
    pub undo_ms: i64,
    /// the held action that this one settles
    pub resolves: Option<ActionId>,
    /// a sign-off is confirmed only while the server can be reached
    pub online: bool,
    /// the draft that it came from
    pub draft: Option<DraftKey>,
}

impl Intent {
    pub fn new(case: CaseId, action: Action, at: Moment) -> Self {
        Self {
            id: ActionId(Uuid::now_v7()),
            case,
            action,
            at,
            undo_ms: 0,
            resolves: None,
            online: false,
            draft: None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    pub id: ActionId,
    pub case: CaseId,
    pub seq: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SendState {
    /// not acknowledged
    Pending,
    /// acknowledged; the next finished pull brings it
    Sent,
    Held,
    /// in the server's history
    Settled,
}

#[derive(Clone, Debug)]
pub struct OutboxEntry {
    /// within this incarnation; None for what an older one delivered
    pub seq: Option<u64>,
    pub id: ActionId,
    pub kind: String,
    pub case: CaseId,
    pub case_number: String,
    pub at: Moment,
    pub not_before: Moment,
    pub state: SendState,
    pub code: Option<String>,
    pub facts: Map<String, Value>,
    pub payload: Payload,
}

impl Book {
    /// Decides on what is shown and files the action. On a refusal nothing is
    /// written.
    pub fn confirm(&self, intent: Intent) -> Result<Confirmed> {
        let mut results = self.confirm_all(vec![intent])?;
        match results.pop() {
            Some(result) => Ok(result?),
            None => unreachable!("one intent has one result"),
        }
    }

    /// Files those that the rulebook allows, all in one commit, in order.
    pub fn confirm_all(
        &self,
        intents: Vec<Intent>,
    ) -> Result<Vec<std::result::Result<Confirmed, Refusal>>> {
        let district = self.district();
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        let person = clerk::person(&tx)?;
        let mut results = Vec::with_capacity(intents.len());
        for intent in intents {
            match file(&tx, intent, &person, &district) {
                Ok(confirmed) => results.push(Ok(confirmed)),
                Err(Error::Refused(refusal)) => results.push(Err(refusal)),
                Err(error) => return Err(error),
            }
        }
        marks::reached("desk.confirm.before_commit");
        tx.commit()?;
        marks::reached("desk.confirm.after_commit");
        Ok(results)
    }

    /// 请分管领导定: the held action goes to the head of the office word for word,
    /// with the time and the state of the case that its person had before them.
    pub fn pass_to_head(&self, held: &HeldAction, at: Moment) -> Result<Confirmed> {
        let read: Payload =
            serde_json::from_str(&held.payload).map_err(|e| Error::unreadable("action", e))?;
        let payload = Payload {
            id: ActionId(self.chance.id(at)?),
            after: None,
            resolves: Some(held.id),
            asks: Asks::Head,
            ..read
        };
        self.settle_held(held, &payload, at)
    }

    /// 已另行处理: the held action is settled by a word on how, and nothing else
    /// happens: its case may not be there, and nobody may be able to read it.
    pub fn settle_elsewhere(&self, held: &HeldAction, how: &str, at: Moment) -> Result<Confirmed> {
        let payload = Payload {
            id: ActionId(self.chance.id(at)?),
            case: held.case,
            base_rev: 0,
            after: None,
            resolves: Some(held.id),
            asks: Asks::Nobody,
            action: Action::LogContact { note: how.into() },
            v: protocol::VERSION,
            at,
        };
        self.settle_held(held, &payload, at)
    }

    fn settle_held(&self, held: &HeldAction, payload: &Payload, at: Moment) -> Result<Confirmed> {
        let district = self.district();
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        let confirmed = enqueue(&tx, payload, &held.case_number, at, 0)?;
        overlay::refresh(&tx, payload.case, &district)?;
        tx.commit()?;
        Ok(confirmed)
    }

    /// What is not settled or held, in the order it is sent.
    pub fn outbox(&self) -> Result<Vec<OutboxEntry>> {
        let db = self.reader()?;
        let mut statement = db.prepare_cached(sql!("outbox"))?;
        let rows = statement.query_map([], entry)?;
        rows.map(|row| row?).collect()
    }

    /// One action of this desk, whatever became of it.
    pub fn outbox_entry(&self, id: ActionId) -> Result<Option<OutboxEntry>> {
        let db = self.reader()?;
        db.prepare_cached(sql!("outbox_entry"))?
            .query_row([id.0.as_bytes()], entry)
            .optional()?
            .transpose()
    }
}

/// Refusals leave no trace: everything is checked before the first write.
fn file(tx: &Connection, intent: Intent, person: &Actor, district: &District) -> Result<Confirmed> {
    if let Some(known) = confirmed_before(tx, intent.id)? {
        return Ok(known);
    }
    let ground = match row::by_id(tx, intent.case)? {
        Some(row) => decided(tx, &row, &intent, person, district)?,
        None => after_it_left(tx, &intent)?,
    };
    if intent.resolves.is_none() {
        photo::check_references(tx, &intent.action)?;
    }
    let payload = Payload {
        id: intent.id,
        case: intent.case,
        base_rev: ground.revision,
        after: ground.after,
        resolves: intent.resolves,
        asks: Asks::Centre,
        v: protocol::VERSION,
        at: intent.at,
        action: intent.action,
    };
    let confirmed = enqueue(tx, &payload, &ground.number, intent.at, intent.undo_ms)?;
    photo::refer(tx, &payload)?;
    if let Some(draft) = &intent.draft {
        draft::remove(tx, draft)?;
    }
    overlay::refresh(tx, payload.case, district)?;
    Ok(confirmed)
}

/// Fixes the bytes and gives them their place in the order of sending.
fn enqueue(
    tx: &Connection,
    payload: &Payload,
    case_number: &str,
    at: Moment,
    undo_ms: i64,
) -> Result<Confirmed> {
    let text = serde_json::to_string(payload).map_err(|e| Error::unreadable("action", e))?;
    check_size(tx, &text)?;
    let seq = meta::number(tx, meta::NEXT_SEQ)?;
    meta::set_number(tx, meta::NEXT_SEQ, seq + 1)?;
    let mutation = Mutation::new(seq, text);
    tx.prepare_cached(sql!("put_outbox"))?.execute(params![
        payload.id.0.as_bytes(),
        payload.case.0.as_bytes(),
        case_number,
        payload.action.act().code(),
        mutation.payload,
        mutation.hash(),
        payload.resolves.as_ref().map(|id| id.0.as_bytes()),
        at.0,
        at.0 + undo_ms,
        seq as i64,
    ])?;
    Ok(Confirmed {
        id: payload.id,
        case: payload.case,
        seq,
    })
}

/// What an action is filed on.
struct Ground {
    number: String,
    revision: u64,
    /// the action of ours that it builds on
    after: Option<ActionId>,
}

fn decided(
    tx: &Connection,
    row: &ListRow,
    intent: &Intent,
    person: &Actor,
    district: &District,
) -> Result<Ground> {
    let shown = overlay::shown(tx, row.key, district)?;
    let mut context = overlay::context(intent.id, intent.at, district);
    if intent.online && matches!(intent.action, Action::SignLetter { .. }) {
        context.number = Some(to_be_given(intent.at));
    }
    decide(&shown.case, &intent.action, person, &context)?;
    Ok(Ground {
        number: row.summary.number.clone(),
        revision: shown.document.summary.revision,
        after: shown.newest_of_ours(),
    })
}

/// A case that is no longer here cannot be decided on, but the server takes what
/// outlives access: so what was held on it can still be settled.
fn after_it_left(tx: &Connection, intent: &Intent) -> Result<Ground> {
    let number: Option<String> = match intent.action.act().outlives_access() {
        true => tx
            .prepare_cached(sql!("number_of_case_that_left"))?
            .query_row([intent.case.0.as_bytes()], |row| row.get(0))
            .optional()?,
        false => None,
    };
    Ok(Ground {
        number: number.ok_or_else(|| unknown(intent.case))?,
        revision: 0,
        after: overlay::newest_of_ours(&overlay::unsettled(tx, intent.case)?),
    })
}

fn confirmed_before(tx: &Connection, id: ActionId) -> Result<Option<Confirmed>> {
    Ok(tx
        .prepare_cached(sql!("confirmed_before"))?
        .query_row([id.0.as_bytes()], |row| {
            Ok(Confirmed {
                id,
                case: CaseId(row::uuid(row, "case_id")?),
                seq: row.get::<_, Option<i64>>("seq")?.unwrap_or(0) as u64,
            })
        })
        .optional()?)
}

/// Stands for the number that the server will give; never stored.
fn to_be_given(at: Moment) -> DocumentNumber {
    use chrono::Datelike;
    DocumentNumber {
        word: String::new(),
        year: at.date().year(),
        serial: 0,
    }
}

/// What would never fit a push must not be confirmed.
fn check_size(tx: &Connection, payload: &str) -> Result<()> {
    let limit = clerk::limits(tx)?.push_bytes;
    if payload.len() as u64 > limit {
        return Err(Refusal::new(
            "action.too_large",
            "the server would not take so much at once",
        )
        .fact("bytes", payload.len())
        .fact("limit", limit)
        .into());
    }
    Ok(())
}

fn unknown(case: CaseId) -> Refusal {
    Refusal::new("case.unknown", "this case is not on this desk").fact("case", case)
}

pub(crate) fn of_case(db: &Connection, case: CaseId) -> Result<Vec<OutboxEntry>> {
    let mut statement = db.prepare_cached(sql!("outbox_of_case"))?;
    let rows = statement.query_map([case.0.as_bytes()], entry)?;
    rows.map(|row| row?).collect()
}

pub(crate) fn entry(row: &Row) -> rusqlite::Result<Result<OutboxEntry>> {
    let outcome: Option<String> = row.get("outcome")?;
    let outcome = outcome.as_deref().and_then(parse::<Outcome>);
    let settled: bool = row.get("settled")?;
    let payload: String = row.get("payload")?;
    let facts: Option<String> = row.get("facts")?;
    let payload = match serde_json::from_str(&payload) {
        Ok(payload) => payload,
        Err(e) => return Ok(Err(Error::unreadable("action", e))),
    };
    Ok(Ok(OutboxEntry {
        seq: row.get::<_, Option<i64>>("seq")?.map(|seq| seq as u64),
        id: ActionId(row::uuid(row, "id")?),
        kind: row.get("kind")?,
        case: CaseId(row::uuid(row, "case_id")?),
        case_number: row.get("case_number")?,
        at: Moment(row.get("confirmed_at")?),
        not_before: Moment(row.get("not_before")?),
        state: match (outcome, settled) {
            (None, _) => SendState::Pending,
            (Some(Outcome::Held), _) => SendState::Held,
            (Some(_), false) => SendState::Sent,
            (Some(_), true) => SendState::Settled,
        },
        code: row.get("code")?,
        facts: facts
            .and_then(|facts| serde_json::from_str(&facts).ok())
            .unwrap_or_default(),
        payload,
    }))
}
