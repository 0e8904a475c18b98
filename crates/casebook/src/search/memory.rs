//! The same search over any texts, in memory: to try it from outside, and to
//! compare it with what it must equal.

use super::query;
use super::words;
use crate::error::Result;
use crate::store::sql;
use rusqlite::{Connection, params};

/// Up to so many hits are ranked; beyond, the newest come first as in the lists.
const RANKED: u64 = 1_000;

pub struct Index {
    db: Connection,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    pub total: u64,
    /// numbers of the texts, from 0, best first
    pub rows: Vec<u64>,
}

impl Index {
    pub fn build<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Self> {
        let mut db = Connection::open_in_memory()?;
        db.execute_batch(sql!("memory_index"))?;
        let tx = db.transaction()?;
        for (row, text) in texts.into_iter().enumerate() {
            tx.prepare_cached(sql!("put_memory_words"))?
                .execute(params![row as i64, words::tokens(text.as_ref())])?;
        }
        tx.commit()?;
        Ok(Self { db })
    }

    pub fn search(&self, typed: &str, limit: Option<u64>) -> Result<Hits> {
        let Some(expression) = query::expression(typed, false) else {
            return Ok(Hits::default());
        };
        let total: i64 = self
            .db
            .prepare_cached(sql!("count_memory_hits"))?
            .query_row([&expression], |row| row.get(0))?;
        let total = total as u64;
        let query = match total <= RANKED {
            true => sql!("ranked_memory_hits"),
            false => sql!("newest_memory_hits"),
        };
        let limit = limit.map_or(-1, |limit| limit.min(i64::MAX as u64) as i64);
        let rows = self
            .db
            .prepare_cached(query)?
            .query_map(params![expression, limit], |row| {
                row.get::<_, i64>(0).map(|row| row as u64)
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Hits { total, rows })
    }
}

#[cfg(test)]
mod tests;
