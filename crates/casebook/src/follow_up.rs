//! 回访 of the cases that are here, as the three rates count them. They are read
//! out of the documents in slices behind a pull, or when somebody asks: a first
//! load parses no history.

use crate::book::Book;
use crate::error::{Error, Result};
use crate::list::ListRow;
use crate::overlay;
use crate::overview::count;
use crate::replica::IncomingCase;
use crate::row;
use crate::store::sql;
use casework::CaseId;
use casework::rates::{FollowUp, Window, follow_ups};
use rusqlite::{Connection, params};

/// Histories of one slice; as many as the search index takes.
const SLICE: i64 = 100;

/// How an event of that kind stands in a document: the server's own JSON, without
/// spaces; inside a text its quotes would be escaped.
const TRACE: &str = r#""kind":"followed_up""#;

impl Book {
    /// Those of a time, the earliest first, with whatever waits to be read.
    pub fn follow_ups(&self, window: &Window) -> Result<Vec<FollowUp>> {
        while self.read_follow_ups()? > 0 {}
        let db = self.reader()?;
        let mut statement = db.prepare_cached(sql!("follow_ups_within"))?;
        let mut rows = statement.query(params![window.from.0, window.until.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let record: String = row.get(0)?;
            let record = serde_json::from_str(&record);
            found.push(record.map_err(|e| Error::unreadable("follow-up", e))?);
        }
        Ok(found)
    }

    /// Reads one slice; returns how many cases still wait.
    pub fn read_follow_ups(&self) -> Result<u64> {
        let waiting = count(&*self.reader()?, sql!("count_follow_ups_unread"), &[])?;
        if waiting == 0 {
            return Ok(0);
        }
        let mut writer = self.background();
        let tx = writer.transaction()?;
        let keys: Vec<i64> = tx
            .prepare_cached(sql!("next_follow_ups"))?
            .query_map([SLICE], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for key in keys {
            read(&tx, key)?;
        }
        let left = count(&tx, sql!("count_follow_ups_unread"), &[])?;
        tx.commit()?;
        Ok(left)
    }

    /// The rows of these cases, in this order.
    pub fn rows_of(&self, cases: &[CaseId]) -> Result<Vec<ListRow>> {
        let db = self.reader()?;
        let rows = cases.iter().map(|case| row::by_id(&db, *case));
        Ok(rows
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .flatten()
            .collect())
    }
}

/// A document came: what it says of follow-ups is to be read, or is no more.
pub(crate) fn mark(db: &Connection, case: &IncomingCase, first: bool) -> Result<()> {
    // Every document of a first load is looked through: by vector instructions.
    let found = memchr::memmem::find(case.document.text().as_bytes(), TRACE.as_bytes());
    if found.is_some() {
        db.prepare_cached(sql!("mark_follow_ups"))?
            .execute([case.key])?;
    } else if !first {
        db.prepare_cached(sql!("forget_follow_ups"))?
            .execute([case.key])?;
    }
    Ok(())
}

fn read(db: &Connection, key: i64) -> Result<()> {
    let document = overlay::document(db, key)?;
    db.prepare_cached(sql!("forget_follow_ups"))?
        .execute([key])?;
    for (place, record) in (0_i64..).zip(follow_ups(document.id, &document.events)) {
        let at = record.followed_up_at.0;
        let json = serde_json::to_string(&record).map_err(|e| Error::unreadable("follow-up", e))?;
        db.prepare_cached(sql!("put_follow_up"))?
            .execute(params![key, place, at, json])?;
    }
    db.prepare_cached(sql!("follow_ups_read"))?.execute([key])?;
    Ok(())
}
