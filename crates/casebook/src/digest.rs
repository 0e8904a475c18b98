//! Does this desk hold what the server holds? The digest of a last page is
//! compared in the page's own transaction; a bucket that differs is read again,
//! as it stands. What a person wrote is never touched by it.

use crate::book::Book;
use crate::error::Result;
use crate::meta;
use crate::row;
use crate::store::sql;
use casework::Moment;
use protocol::digest::{Bucket, BucketSum, Sum};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

const EVERY: i64 = 24 * 3600 * 1000;

/// A bucket that is not here as the server has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    pub bucket: Bucket,
    pub here: u64,
    pub there: u64,
}

impl Book {
    /// Is it time to compare? Daily, after a reading from the start and after a
    /// crash. A clock that was set back compares once too often.
    pub fn digest_is_due(&self, now: Moment) -> Result<bool> {
        let compared = meta::number(&*self.reader()?, meta::COMPARED_AT)? as i64;
        Ok(!(compared..compared + EVERY).contains(&now.0))
    }

    /// All that differed was read again.
    pub fn keep_compared_at(&self, at: Moment) -> Result<()> {
        meta::set_number(&self.background(), meta::COMPARED_AT, at.0 as u64)
    }
}

/// Whoever had the store open before may have been killed: compare again.
pub(crate) fn opened(db: &Connection) -> Result<()> {
    if meta::get(db, meta::OPEN)?.is_some() {
        return forget_comparison(db);
    }
    meta::set(db, meta::OPEN, "1")
}

pub(crate) fn closed(db: &Connection) -> Result<()> {
    meta::clear(db, meta::OPEN)
}

pub(crate) fn forget_comparison(db: &Connection) -> Result<()> {
    meta::clear(db, meta::COMPARED_AT)
}

/// Compares what the page that was just written left here.
pub(crate) fn compare(
    db: &Connection,
    digest: &[BucketSum],
    scopes: &BTreeMap<String, i64>,
    at: Moment,
) -> Result<Vec<Differing>> {
    let mut differing = Vec::new();
    for there in digest {
        let scope = scopes.get(&there.bucket.scope).copied();
        let Some(here) = sum(db, &there.bucket, scope)? else {
            continue;
        };
        if here != *there {
            differing.push(Differing {
                here: here.count,
                there: there.count,
                bucket: here.bucket,
            });
        }
    }
    if differing.is_empty() {
        meta::set_number(db, meta::COMPARED_AT, at.0 as u64)?;
    }
    Ok(differing)
}

/// None for a kind that a newer server has and this desk does not know.
fn sum(db: &Connection, bucket: &Bucket, scope: Option<i64>) -> Result<Option<BucketSum>> {
    let mut sum = Sum::default();
    match bucket.kind.as_str() {
        "case" => {
            let (after, up_to) = bucket.keys.unwrap_or((0, i64::MAX));
            let mut statement = db.prepare_cached(sql!("contents_of_bucket"))?;
            let mut rows = statement.query(params![scope, after, up_to])?;
            while let Some(row) = rows.next()? {
                sum.add_case(row.get(0)?);
            }
        }
        "held" => {
            let mut statement = db.prepare_cached(sql!("held_of_scope"))?;
            let mut rows = statement.query([scope])?;
            while let Some(row) = rows.next()? {
                let rev: i64 = row.get("rev")?;
                sum.add(&row::uuid(row, "id")?.to_string(), rev as u64);
            }
        }
        kind @ ("calendar" | "rules" | "rates" | "templates" | "directory") => {
            let rev: Option<i64> = db
                .prepare_cached(sql!("district_rev"))?
                .query_row([kind], |row| row.get(0))
                .optional()?;
            if let Some(rev) = rev {
                sum.add(kind, rev as u64);
            }
        }
        _ => return Ok(None),
    }
    Ok(Some(sum.of(bucket.clone())))
}
