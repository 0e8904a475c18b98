//! What is handed to the server and what it says of it: batches, outcomes,
//! incarnations, epochs, and when an action is settled.

use crate::book::Book;
use crate::chance::Chance;
use crate::clerk;
use crate::codes::code;
use crate::error::Result;
use crate::held::facts_text;
use crate::meta;
use crate::overlay;
use crate::replica;
use crate::store::sql;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use casework::{ActionId, CaseId, Moment};
use protocol::push::{Claim, Evidence, Mutation, Outcome, PushReply, PushRequest};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a push carries.
#[derive(Clone, Debug)]
pub struct Batch {
    pub device: Uuid,
    pub incarnation: Uuid,
    pub epoch: String,
    pub evidence: Evidence,
    pub mutations: Vec<Mutation>,
}

impl Batch {
    pub fn request(&self) -> PushRequest {
        PushRequest {
            device: self.device,
            incarnation: self.incarnation,
            epoch: self.epoch.clone(),
            evidence: self.evidence.clone(),
            mutations: self.mutations.clone(),
        }
    }
}

/// One reading of the feed to its end. Only an outcome that came before it
/// began is settled by it.
#[derive(Clone, Debug)]
pub struct PullRound {
    pub number: u64,
    pub epoch: String,
    pub(crate) generation: u64,
    pub evidence: Evidence,
}

/// What an answer to a push said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Acknowledged {
    pub applied: u64,
    pub held: Vec<ActionId>,
    pub cases: Vec<CaseId>,
}

impl Book {
    /// The next actions to send, in order; None when there is nothing to send
    /// now. An action inside its 撤销 time holds back those after it.
    pub fn batch(&self, now: Moment, explicit: bool) -> Result<Option<Batch>> {
        let db = self.reader()?;
        let limits = clerk::limits(&db)?;
        let mut statement = db.prepare_cached(sql!("unsent"))?;
        let mut rows = statement.query([i64::from(limits.push_actions)])?;
        let (mut mutations, mut bytes) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let not_before: i64 = row.get("not_before")?;
            let mutation = mutation(row)?;
            let payload = mutation.sealed.as_ref().unwrap_or(&mutation.payload);
            let payload = payload.as_bytes();
            // JSON in JSON: every quotation mark grows by one.
            bytes += payload.len() + payload.iter().filter(|b| matches!(b, b'"' | b'\\')).count();
            if !explicit && not_before > now.0 {
                break;
            }
            if !mutations.is_empty() && bytes as u64 > limits.push_bytes {
                break;
            }
            mutations.push(mutation);
        }
        if mutations.is_empty() {
            return Ok(None);
        }
        Ok(Some(Batch {
            device: meta::uuid(&db, meta::DEVICE)?,
            incarnation: meta::uuid(&db, meta::INCARNATION)?,
            epoch: meta::get(&db, meta::EPOCH)?.unwrap_or_default(),
            evidence: evidence(&db)?,
            mutations,
        }))
    }

    /// When the next action inside its 撤销 time may go.
    pub fn next_send(&self) -> Result<Option<Moment>> {
        let db = self.reader()?;
        let at: Option<i64> = db.query_row(sql!("next_send"), [], |row| row.get(0))?;
        Ok(at.map(Moment))
    }

    /// Actions without an outcome.
    pub fn unsent(&self) -> Result<u64> {
        let count: i64 = self
            .reader()?
            .query_row(sql!("count_unsent"), [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// The highest seq that this desk assigned in its incarnation.
    pub fn highest_seq(&self) -> Result<u64> {
        Ok(meta::number(&*self.reader()?, meta::NEXT_SEQ)?.saturating_sub(1))
    }

    /// Writes the outcomes of a push. An answer that speaks of another
    /// incarnation or epoch than today's counts for nothing.
    pub fn acknowledge(&self, batch: &Batch, reply: &PushReply) -> Result<Acknowledged> {
        let district = self.district();
        let mark = self.pulls_begun();
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        let mut acknowledged = Acknowledged::default();
        let epoch = meta::get(&tx, meta::EPOCH)?.unwrap_or_default();
        if reply.epoch != epoch || meta::uuid(&tx, meta::INCARNATION)? != batch.incarnation {
            return Ok(acknowledged);
        }
        let mut cases = BTreeSet::new();
        let mut highest = meta::number(&tx, meta::ACKNOWLEDGED)?;
        for result in &reply.results {
            let case: Option<[u8; 16]> = tx
                .prepare_cached(sql!("take_outcome"))?
                .query_row(
                    params![
                        result.id.0.as_bytes(),
                        code(result.outcome),
                        result.code,
                        facts_text(&result.facts),
                        result.office.as_ref().map(casework::OfficeId::as_str),
                        result.effect_seq.map(|seq| seq as i64),
                        result.number,
                        result.signed_on.map(|date| date.to_string()),
                        epoch,
                        mark as i64,
                    ],
                    |row| row.get(0),
                )
                .optional()?;
            highest = highest.max(result.seq);
            let Some(case) = case else { continue };
            cases.insert(CaseId(Uuid::from_bytes(case)));
            match result.outcome {
                Outcome::Held => acknowledged.held.push(result.id),
                Outcome::Applied | Outcome::AppliedLate => acknowledged.applied += 1,
            }
        }
        keep_acknowledged(&tx, highest, &batch.mutations)?;
        note_safe(&tx, &epoch, &reply.safe)?;
        for case in &cases {
            overlay::refresh(&tx, *case, &district)?;
        }
        marks::reached("desk.acknowledge.before_commit");
        tx.commit()?;
        marks::reached("desk.acknowledge.after_commit");
        acknowledged.cases = cases.into_iter().collect();
        Ok(acknowledged)
    }

    /// The server knows another history of this device (a copied or restored
    /// disk): go on as a new incarnation. `all` also hands in again what was
    /// acknowledged and no backup covers; ids make that harmless.
    pub fn new_incarnation(&self, all: bool) -> Result<()> {
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        let cases = renumber(&tx, all, &self.chance)?;
        let district = self.district();
        for case in cases {
            overlay::refresh(&tx, case, &district)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// The server was restored: read everything again, hand in everything kept.
    pub fn enter_epoch(&self, epoch: &str) -> Result<()> {
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        meta::set(&tx, meta::EPOCH, epoch)?;
        replica::read_again(&tx)?;
        // A receipt of another epoch counts for nothing; the server is asked again.
        tx.prepare_cached(sql!("forget_receipts"))?.execute([])?;
        let cases = renumber(&tx, true, &self.chance)?;
        let district = self.district();
        for case in cases {
            overlay::refresh(&tx, case, &district)?;
        }
        marks::reached("desk.epoch.before_commit");
        tx.commit()?;
        marks::reached("desk.epoch.after_commit");
        Ok(())
    }

    pub fn begin_pull(&self) -> Result<PullRound> {
        let number = self.next_pull();
        let db = self.reader()?;
        Ok(PullRound {
            number,
            epoch: meta::get(&db, meta::EPOCH)?.unwrap_or_default(),
            generation: meta::number(&db, meta::GENERATION)?,
            evidence: evidence(&db)?,
        })
    }
}

/// As a push or an export carries it.
pub(crate) fn mutation(row: &Row) -> rusqlite::Result<Mutation> {
    let number: Option<String> = row.get("number")?;
    let signed_on: Option<String> = row.get("signed_on")?;
    let number = number.and_then(|text| text.parse().ok());
    let date = signed_on.and_then(|text| text.parse().ok());
    let sealed: Option<Vec<u8>> = row.get("sealed")?;
    Ok(Mutation {
        seq: row.get::<_, i64>("seq")? as u64,
        payload: row.get("payload")?,
        sealed: sealed.map(|bytes| BASE64_STANDARD.encode(bytes)),
        claim: number
            .zip(date)
            .map(|(number, date)| Claim { number, date }),
    })
}

pub(crate) fn evidence(db: &Connection) -> Result<Evidence> {
    let mut statement = db.prepare_cached(sql!("scopes"))?;
    let mut rows = statement.query([])?;
    let mut scopes = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let cursor: Option<String> = row.get("cursor")?;
        let cursor = cursor.and_then(|text| serde_json::from_str(&text).ok());
        let read_to = cursor.map_or(0, |cursor: protocol::pull::Cursor| cursor.read_to());
        if read_to > 0 {
            scopes.insert(row.get("name")?, read_to);
        }
    }
    Ok(Evidence {
        acknowledged: meta::number(db, meta::ACKNOWLEDGED)?,
        incarnation: Some(meta::uuid(db, meta::INCARNATION)?),
        hash: meta::get(db, meta::ACKNOWLEDGED_HASH)?,
        scopes,
    })
}

/// The server has everything up to here: proof of it for later.
fn keep_acknowledged(tx: &Connection, highest: u64, sent: &[Mutation]) -> Result<()> {
    meta::set_number(tx, meta::ACKNOWLEDGED, highest)?;
    match sent.iter().find(|mutation| mutation.seq == highest) {
        // What is sealed may have another hash there: it might not be opened.
        Some(sealed) if sealed.sealed.is_some() => meta::clear(tx, meta::ACKNOWLEDGED_HASH),
        Some(last) => meta::set(tx, meta::ACKNOWLEDGED_HASH, &last.hash()),
        None => Ok(()),
    }
}

/// A new incarnation starts at 1; order and ids stay.
fn renumber(tx: &Connection, all: bool, chance: &Chance) -> Result<Vec<CaseId>> {
    meta::set(tx, meta::INCARNATION, &chance.name()?.to_string())?;
    meta::set_number(tx, meta::ACKNOWLEDGED, 0)?;
    meta::clear(tx, meta::ACKNOWLEDGED_HASH)?;
    if all {
        tx.prepare_cached(sql!("unacknowledge"))?.execute([])?;
    }
    tx.prepare_cached(sql!("forget_seqs"))?.execute([])?;
    let unsent: Vec<(i64, Uuid)> = tx
        .prepare_cached(sql!("unsent_positions"))?
        .query_map([], |row| {
            Ok((row.get("position")?, crate::row::uuid(row, "case_id")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (index, (position, _)) in unsent.iter().enumerate() {
        tx.prepare_cached(sql!("set_seq"))?
            .execute(params![position, index as i64 + 1])?;
    }
    meta::set_number(tx, meta::NEXT_SEQ, unsent.len() as u64 + 1)?;
    let cases: BTreeSet<CaseId> = unsent.into_iter().map(|(_, case)| CaseId(case)).collect();
    Ok(cases.into_iter().collect())
}

/// Settles what was acknowledged before this round began.
pub(crate) fn settle(tx: &Connection, round: &PullRound) -> Result<Vec<CaseId>> {
    let mut statement = tx.prepare_cached(sql!("settle"))?;
    let cases: BTreeSet<Uuid> = statement
        .query_map(params![round.epoch, round.number as i64], |row| {
            row.get::<_, [u8; 16]>(0).map(Uuid::from_bytes)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(cases.into_iter().map(CaseId).collect())
}

/// Marks what a backup covers. Bound to the epoch: an older `safe` proves nothing.
pub(crate) fn note_safe(tx: &Connection, epoch: &str, safe: &BTreeMap<String, u64>) -> Result<()> {
    for (office, seq) in safe {
        tx.prepare_cached(sql!("note_safe"))?
            .execute(params![epoch, office, *seq as i64])?;
    }
    Ok(())
}

/// Would [`note_safe`] change anything?
pub(crate) fn safe_moves(
    db: &Connection,
    epoch: &str,
    safe: &BTreeMap<String, u64>,
) -> Result<bool> {
    for (office, seq) in safe {
        let moves: bool = db
            .prepare_cached(sql!("safe_moves"))?
            .query_row(params![epoch, office, *seq as i64], |row| row.get(0))?;
        if moves {
            return Ok(true);
        }
    }
    Ok(false)
}
