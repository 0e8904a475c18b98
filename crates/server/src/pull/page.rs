//! One page: items as JSON until it is full.

use super::Scope;
use crate::db::{Row, Tx, Value, params, sql};
use crate::error::{Error, Result};
use crate::store::{case, directory, held};
use protocol::item::Entity;
use protocol::pull::Cursor;
use std::fmt::Write;

/// A page is between these many bytes of JSON, give or take one item.
const SMALLEST: u64 = 16 * 1024;
const LARGEST: u64 = 8 * 1024 * 1024;
/// Rows asked for at a time.
const ROWS: i64 = 250;

pub(super) struct Page {
    pub items: String,
    full_at: usize,
}

/// An item's place in its scope.
struct Head<'a> {
    scope: &'a str,
    seq: u64,
    kind: &'a str,
    id: &'a str,
    rev: u64,
}

impl Page {
    pub fn new(max_bytes: u64) -> Self {
        let full_at = max_bytes.clamp(SMALLEST, LARGEST) as usize;
        Self {
            // Most are short; a crowd that pulls at once has as many of them.
            items: String::with_capacity(SMALLEST as usize),
            full_at,
        }
    }

    fn is_full(&self) -> bool {
        self.items.len() >= self.full_at
    }

    /// Cases after a key up to another, as they are now; answers the last key and
    /// whether that was all.
    pub fn snapshot(
        &mut self,
        tx: &mut dyn Tx,
        scope: &Scope,
        seq: u64,
        mut after: i64,
        up_to: i64,
    ) -> Result<(i64, bool)> {
        let name = serde_json::to_string(&scope.name)?;
        loop {
            let mut rows = 0;
            if self.is_full() {
                return Ok((after, false));
            }
            tx.each(
                sql!("pull_snapshot"),
                params![&scope.ledger, after, up_to, ROWS],
                &mut |row| {
                    rows += 1;
                    after = row.int(0)?;
                    let head = Head {
                        scope: &name,
                        seq,
                        kind: "case",
                        id: row.text(1)?,
                        rev: row.count(2)?,
                    };
                    self.case(&head, after, [row.text(3)?, row.text(4)?, row.text(5)?])?;
                    Ok(!self.is_full())
                },
            )?;
            if rows < ROWS && !self.is_full() {
                return Ok((after, true));
            }
        }
    }

    /// Entities after a feed cursor; of cases what they gained since `has`, where
    /// that is all that is missing.
    pub fn feed(
        &mut self,
        tx: &mut dyn Tx,
        scope: &Scope,
        cursor: Cursor,
        has: Option<&Cursor>,
    ) -> Result<(Cursor, bool)> {
        let (has_seq, has_kind, has_id) = match has {
            Some(Cursor::Feed { seq, kind, id }) => (seq.cast_signed(), kind.as_str(), id.as_str()),
            _ => (-1, "", ""),
        };
        let Cursor::Feed {
            mut seq,
            mut kind,
            mut id,
        } = cursor
        else {
            return Err(Error::Broken("a snapshot is no place in a feed".into()));
        };
        let name = serde_json::to_string(&scope.name)?;
        loop {
            if self.is_full() {
                return Ok((Cursor::Feed { seq, kind, id }, false));
            }
            // Cases are written as they come; the few other entities need a
            // query each, which waits for this one to end.
            let mut rows = 0;
            let mut stopped_at: Option<Row> = None;
            tx.each(
                sql!("pull_feed"),
                params![
                    has_seq,
                    has_kind,
                    has_id,
                    &scope.name,
                    seq,
                    &kind.clone(),
                    &id.clone(),
                    ROWS
                ],
                &mut |row| {
                    rows += 1;
                    let is_case = row.text(1)? == "case";
                    if is_case {
                        self.feed_case(&name, &row)?;
                        (seq, kind, id) = place(&row)?;
                        return Ok(!self.is_full());
                    }
                    stopped_at = Some(row);
                    Ok(false)
                },
            )?;
            match stopped_at {
                Some(row) => {
                    (seq, kind, id) = place(&row)?;
                    self.other(tx, &name, &row)?;
                }
                None if rows < ROWS && !self.is_full() => {
                    return Ok((Cursor::Feed { seq, kind, id }, true));
                }
                None => {}
            }
        }
    }

    fn feed_case(&mut self, scope: &str, row: &Row) -> Result<()> {
        let mut head = Head {
            scope,
            seq: row.count(0)?,
            kind: "case",
            id: row.text(2)?,
            rev: 0,
        };
        if row.text(3)? == "leave" || row.0.get(4) == Some(&Value::Null) {
            return self.item(&head, |out| {
                out.push_str("{\"op\":\"leave\"}");
                Ok(())
            });
        }
        head.rev = row.count(5)?;
        let (key, columns) = (row.int(4)?, [row.text(6)?, row.text(7)?, row.text(8)?]);
        match row.0.get(9) {
            Some(Value::Int(base)) => self.growth(&head, key, (*base, row.int(10)?), columns),
            _ => self.case(&head, key, columns),
        }
    }

    /// JSON of protocol's CaseGrowth.
    fn growth(
        &mut self,
        head: &Head,
        key: i64,
        (base, content): (i64, i64),
        [summary, received, events]: [&str; 3],
    ) -> Result<()> {
        self.item(head, |out| {
            write!(
                out,
                "{{\"op\":\"grow\",\"entity\":{{\"key\":{key},\"base\":{base},\"content\":{content},\
                 \"summary\":{summary},\"events\":[{events}]"
            )?;
            if received != "[]" {
                write!(out, ",\"received\":{received}")?;
            }
            out.push_str("}}");
            Ok(())
        })
    }

    fn case(&mut self, head: &Head, key: i64, columns: [&str; 3]) -> Result<()> {
        self.item(head, |out| {
            out.push_str("{\"op\":\"put\",\"entity\":");
            case::write_document(out, key, head.id, columns)?;
            out.push('}');
            Ok(())
        })
    }

    /// Everything of one kind that is not a case, as it is now.
    pub fn kind(&mut self, tx: &mut dyn Tx, scope: &Scope, kind: &str) -> Result<()> {
        let name = serde_json::to_string(&scope.name)?;
        for row in tx.query(sql!("feed_of_kind"), params![&scope.name, kind])? {
            self.other(tx, &name, &row)?;
        }
        Ok(())
    }

    /// A held action or a document.
    fn other(&mut self, tx: &mut dyn Tx, scope: &str, row: &Row) -> Result<()> {
        let (kind, id) = (row.text(1)?, row.text(2)?);
        let (rev, entity) = match kind {
            "held" => {
                let id = row.parse(2)?;
                let held = held::find(tx, id)?
                    .ok_or_else(|| Error::Broken(format!("held action {id} is gone")))?;
                let entity = serde_json::to_string(&Entity::Held(held.action))?;
                (held.version, entity)
            }
            kind => {
                let (version, json) = directory::document(tx, kind)?;
                (
                    version,
                    format!("{{\"kind\":\"{kind}\",\"{kind}\":{json}}}"),
                )
            }
        };
        let head = Head {
            scope,
            seq: row.count(0)?,
            kind,
            id,
            rev,
        };
        self.item(&head, |out| {
            write!(out, "{{\"op\":\"put\",\"entity\":{entity}}}")
        })
    }

    fn item(
        &mut self,
        head: &Head,
        op: impl FnOnce(&mut String) -> std::fmt::Result,
    ) -> Result<()> {
        if !self.items.is_empty() {
            self.items.push(',');
        }
        let Head {
            scope,
            seq,
            kind,
            id,
            rev,
        } = head;
        write!(
            self.items,
            "{{\"scope\":{scope},\"seq\":{seq},\"kind\":\"{kind}\",\"id\":\"{id}\",\"rev\":{rev},\"op\":"
        )
        .and_then(|()| op(&mut self.items))
        .map_err(|error| Error::Broken(error.to_string()))?;
        self.items.push('}');
        Ok(())
    }
}

fn place(row: &Row) -> Result<(u64, String, String)> {
    Ok((
        row.count(0)?,
        row.text(1)?.to_owned(),
        row.text(2)?.to_owned(),
    ))
}
