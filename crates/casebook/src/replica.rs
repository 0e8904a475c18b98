//! The server's word, page by page: items and cursors in one transaction.

use crate::book::Book;
use crate::clerk;
use crate::delivery::{self, PullRound};
use crate::departed;
use crate::digest::{self, Differing};
use crate::district::{self, District};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::follow_up;
use crate::former;
use crate::growth::{self, IncomingGrowth};
use crate::held;
use crate::meta;
use crate::overlay;
use crate::row;
use crate::search;
use crate::store::sql;
use casework::{ActionId, CaseId, Moment, OfficeId, Summary};
use protocol::digest::{Bucket, BucketSum};
use protocol::item::{Entity, HeldAction};
use protocol::pull::Cursor;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

/// A case as a page carries it. The document stays as it came: nothing is lost by
/// reading and writing it again.
#[derive(Clone, Debug)]
pub struct IncomingCase {
    pub key: i64,
    pub id: CaseId,
    pub summary: Summary,
    pub document: Document,
}

#[derive(Clone, Debug)]
pub enum Change {
    Case {
        scope: String,
        case: IncomingCase,
    },
    /// of a case that is here
    Growth {
        scope: String,
        growth: IncomingGrowth,
    },
    Held {
        scope: String,
        rev: u64,
        held: HeldAction,
    },
    /// access through this scope ended
    Leave {
        scope: String,
        kind: String,
        id: String,
    },
    District {
        rev: u64,
        entity: Box<Entity>,
    },
}

/// One answer to a pull.
#[derive(Clone, Debug)]
pub struct Page {
    pub changes: Vec<Change>,
    pub cursors: BTreeMap<String, Cursor>,
    pub scopes: Vec<String>,
    pub more: bool,
    pub safe: BTreeMap<String, u64>,
    /// of the last page: how far everything is that was read
    pub mark: Option<String>,
    /// what the server holds, where this page is the last and it was asked for
    pub digest: Option<Vec<BucketSum>>,
}

/// What a page changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    pub cases: Vec<CaseId>,
    /// removed from this desk
    pub left: Vec<CaseId>,
    /// held actions that came
    pub held: u64,
    pub district: bool,
    /// actions that this pull settled
    pub settled: u64,
    /// is to be read again
    pub differing: Vec<Differing>,
}

impl Applied {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Book {
    pub fn cursors(&self) -> Result<BTreeMap<String, Cursor>> {
        Ok(cursors(&*self.reader()?)?.0)
    }

    /// Writes a page and its cursors; at its last page also settles what this
    /// round confirmed and lets go of what left. `at` dates the stubs.
    pub fn apply_page(&self, round: &PullRound, page: Page, at: Moment) -> Result<Applied> {
        if self.nothing_new(round, &page)? {
            return Ok(Applied::default());
        }
        let mut writer = self.background();
        let first = is_first_load(&writer)?;
        if first && page.more {
            writer.execute_batch(sql!("drop_list_indexes"))?;
            writer.pragma_update(None, "wal_autocheckpoint", 4000)?;
        }
        let mut district = self.district();
        let mut applied = Applied::default();
        let tx = writer.transaction()?;
        if meta::number(&tx, meta::GENERATION)? != round.generation {
            // Read under an epoch that is over.
            return Ok(applied);
        }
        let office = clerk::person(&tx)?.office;
        let mut page_writer = PageWriter::new(&tx, round, first, office, at)?;
        for change in in_key_order(&page.changes) {
            page_writer.write(change, &mut applied)?;
        }
        if applied.district {
            district = district::load(&tx)?;
        }
        page_writer.set_cursors(&page)?;
        match first && page.more {
            true => meta::set_number(&tx, meta::FIRST_LOAD, round.generation)?,
            false => meta::clear(&tx, meta::FIRST_LOAD)?,
        }
        match page.mark.as_ref().filter(|_| applied.differing.is_empty()) {
            Some(mark) => meta::set(&tx, meta::MARK, mark)?,
            None => meta::clear(&tx, meta::MARK)?,
        }
        let touched = page_writer.finish(applied.district)?;
        delivery::note_safe(&tx, &round.epoch, &page.safe)?;
        for case in &touched {
            overlay::refresh(&tx, *case, &district)?;
        }
        if !page.more {
            let settled = delivery::settle(&tx, round)?;
            applied.settled = settled.len() as u64;
            for case in &settled {
                overlay::refresh(&tx, *case, &district)?;
            }
            applied.left = let_go(&tx, round.generation, at, &district)?;
            if let Some(digest) = &page.digest {
                let differing = digest::compare(&tx, digest, &cursors(&tx)?.1, at)?;
                applied.differing.extend(differing);
            }
            let moved = applied.left.iter().chain(&settled).chain(&touched);
            departed::seal(&tx, moved.copied(), at)?;
        }
        marks::reached("desk.page.before_commit");
        tx.commit()?;
        marks::reached("desk.page.after_commit");
        if !page.more {
            writer.execute_batch(sql!("list_indexes"))?;
            writer.pragma_update(None, "wal_autocheckpoint", 1000)?;
        }
        drop(writer);
        if applied.district {
            self.set_district(district);
        }
        Ok(applied)
    }

    /// The mark of the last pull, where nothing is to be done here but to hear
    /// whether it still holds.
    pub fn mark_to_ask(&self, now: Moment) -> Result<Option<String>> {
        if self.digest_is_due(now)? {
            return Ok(None);
        }
        let db = self.reader()?;
        let epoch = meta::get(&db, meta::EPOCH)?.unwrap_or_default();
        let waits: bool = db
            .prepare_cached(sql!("something_waits"))?
            .query_row(params![epoch, i64::MAX], |row| row.get(0))?;
        match waits {
            true => Ok(None),
            false => meta::get(&db, meta::MARK),
        }
    }

    /// Most pulls bring nothing: then nothing is written either.
    fn nothing_new(&self, round: &PullRound, page: &Page) -> Result<bool> {
        if page.more || !page.changes.is_empty() || page.digest.is_some() {
            return Ok(false);
        }
        let db = self.reader()?;
        let (known, _) = cursors(&db)?;
        let waits: bool = db
            .prepare_cached(sql!("something_waits"))?
            .query_row(params![round.epoch, round.number as i64], |row| row.get(0))?;
        let scopes: BTreeSet<&String> = page.scopes.iter().collect();
        if delivery::safe_moves(&db, &round.epoch, &page.safe)? {
            return Ok(false);
        }
        Ok(!waits
            && page.mark == meta::get(&db, meta::MARK)?
            && known == page.cursors
            && scopes.len() == known.len()
            && known.keys().all(|scope| scopes.contains(scope)))
    }
}

pub(crate) struct PageWriter<'a> {
    pub(crate) db: &'a Connection,
    generation: u64,
    /// nothing of before this load to compare with
    first: bool,
    scopes: BTreeMap<String, i64>,
    /// cases with something of ours on top
    marked: HashSet<Uuid>,
    pub(crate) touched: BTreeSet<CaseId>,
    /// of the person whose desk this is
    office: Option<OfficeId>,
    at: Moment,
}

impl<'a> PageWriter<'a> {
    pub fn new(
        db: &'a Connection,
        round: &PullRound,
        first: bool,
        office: Option<OfficeId>,
        at: Moment,
    ) -> Result<Self> {
        let mut statement = db.prepare_cached(sql!("cases_with_something_of_ours"))?;
        let marked = statement
            .query_map([], |row| row.get::<_, [u8; 16]>(0).map(Uuid::from_bytes))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            db,
            generation: round.generation,
            first,
            scopes: cursors(db)?.1,
            marked,
            touched: BTreeSet::new(),
            office,
            at,
        })
    }

    pub fn write(&mut self, change: &Change, applied: &mut Applied) -> Result<()> {
        match change {
            Change::Case { scope, case } => {
                let scope = self.scope(scope)?;
                self.put_case(case, scope)?;
                applied.cases.push(case.id);
            }
            Change::Growth { scope, growth } => match growth::grown(self.db, growth)? {
                Some(case) => {
                    let scope = self.scope(scope)?;
                    self.put_case(&case, scope)?;
                    applied.cases.push(case.id);
                }
                None => {
                    // Found by the next digest, if it is not read again before.
                    digest::forget_comparison(self.db)?;
                    applied.differing.push(Differing {
                        bucket: Bucket {
                            scope: scope.clone(),
                            kind: "case".into(),
                            keys: Some((growth.key - 1, growth.key)),
                        },
                        here: 0,
                        there: 1,
                    });
                }
            },
            Change::Held { scope, rev, held } => {
                let scope = self.scope(scope)?;
                held::put(self.db, held, *rev, scope)?;
                self.touched.insert(held.case);
                applied.held += u64::from(!held.resolved);
            }
            Change::Leave { scope, kind, id } => {
                let scope = self.scope(scope)?;
                self.leave(scope, kind, id)?;
            }
            Change::District { rev, entity } => {
                district::put(self.db, entity, *rev)?;
                applied.district = true;
            }
        }
        Ok(())
    }

    fn put_case(&mut self, case: &IncomingCase, scope: i64) -> Result<()> {
        let mut index = true;
        if !self.first {
            former::keep_if_more(
                self.db,
                case.id,
                self.generation,
                case.document.text(),
                self.at,
            )?;
            make_room(self.db, case)?;
            index = !search::same_words(self.db, case)?;
        }
        // Of what was not taken, nothing is known: a digest finds it.
        let mut content = 0;
        if row::put(self.db, case.key, case.id, &case.summary, self.generation)? {
            content = case.document.content();
            self.db
                .prepare_cached(sql!("put_document"))?
                .execute(params![case.key, case.document.packed()])?;
            follow_up::mark(self.db, case, self.first)?;
            if index {
                search::mark(self.db, case.key)?;
            }
        }
        self.db
            .prepare_cached(sql!("put_case_scope"))?
            .execute(params![case.key, scope, content])?;
        if !self.first {
            self.db.prepare_cached(sql!("thaw"))?.execute([case.key])?;
            self.db
                .prepare_cached(sql!("remove_stub"))?
                .execute([case.id.0.as_bytes()])?;
        }
        let beside = !overlay::is_lead(self.office.as_ref(), &case.summary);
        if beside || self.marked.contains(&case.id.0) {
            self.touched.insert(case.id);
        }
        Ok(())
    }

    fn leave(&mut self, scope: i64, kind: &str, id: &str) -> Result<()> {
        match kind {
            "case" => {
                let Ok(id) = id.parse::<CaseId>() else {
                    return Err(Error::unreadable("page", format!("{id} is no case")));
                };
                self.db
                    .prepare_cached(sql!("mark_leaving"))?
                    .execute([id.0.as_bytes()])?;
                self.db
                    .prepare_cached(sql!("leave_case_scope"))?
                    .execute(params![id.0.as_bytes(), scope])?;
            }
            "held" => {
                let Ok(id) = id.parse::<ActionId>() else {
                    return Err(Error::unreadable("page", format!("{id} is no action")));
                };
                held::leave(self.db, id, scope)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Cursors of this page; a scope that the server no longer names is left
    /// as a whole.
    fn set_cursors(&mut self, page: &Page) -> Result<()> {
        for (name, cursor) in &page.cursors {
            let scope = self.scope(name)?;
            let text = serde_json::to_string(cursor).map_err(|e| Error::unreadable("cursor", e))?;
            self.db
                .prepare_cached(sql!("set_cursor"))?
                .execute(params![scope, text])?;
        }
        let named: BTreeSet<&String> = page.scopes.iter().collect();
        for (name, scope) in &self.scopes {
            if !named.contains(name) {
                for query in [
                    sql!("scope_cases_leave"),
                    sql!("forget_scope_cases"),
                    sql!("forget_scope_held"),
                    sql!("forget_scope"),
                ] {
                    self.db.prepare_cached(query)?.execute([scope])?;
                }
                held::drop_unscoped(self.db)?;
            }
        }
        Ok(())
    }

    /// The cases whose overlay must be computed again. A new calendar moves the
    /// dates of all of them.
    pub fn finish(self, district: bool) -> Result<BTreeSet<CaseId>> {
        let mut touched = self.touched;
        if district {
            touched.extend(self.marked.into_iter().map(CaseId));
        }
        Ok(touched)
    }

    pub fn scope(&mut self, name: &str) -> Result<i64> {
        if let Some(id) = self.scopes.get(name) {
            return Ok(*id);
        }
        self.db.prepare_cached(sql!("put_scope"))?.execute([name])?;
        let id = self.db.last_insert_rowid();
        self.scopes.insert(name.to_owned(), id);
        Ok(id)
    }
}

/// Whether nothing is here but what this load brought: the replica was empty when
/// it began, and it was not begun again under another epoch.
fn is_first_load(db: &Connection) -> Result<bool> {
    let generation = meta::number(db, meta::GENERATION)?.to_string();
    if meta::get(db, meta::FIRST_LOAD)? == Some(generation) {
        return Ok(true);
    }
    Ok(db.query_row(sql!("replica_is_empty"), [], |row| row.get(0))?)
}

/// Cases that stand side by side are written in the order the store has them; a
/// page of several offices has them office by office.
fn in_key_order(changes: &[Change]) -> Vec<&Change> {
    let mut ordered: Vec<&Change> = changes.iter().collect();
    let is_case = |change: &Change| matches!(change, Change::Case { .. });
    for run in ordered.chunk_by_mut(|a, b| is_case(a) && is_case(b)) {
        run.sort_by_key(|change| match change {
            Change::Case { case, .. } => case.key,
            _ => 0,
        });
    }
    ordered
}

/// After a restore the server may give a key to another case, or a case
/// another key. Neither may hide work of ours.
fn make_room(db: &Connection, case: &IncomingCase) -> Result<()> {
    let old_key: Option<i64> = db
        .prepare_cached(sql!("key_of_case"))?
        .query_row([case.id.0.as_bytes()], |row| row.get(0))
        .optional()?;
    if old_key == Some(case.key) {
        return Ok(());
    }
    // Keys of the server are positive; a row moved aside keeps its number negated.
    move_row(db, case.key, -case.key)?;
    match old_key {
        Some(old) => move_row(db, old, case.key),
        None => Ok(()),
    }
}

fn move_row(db: &Connection, from: i64, to: i64) -> Result<()> {
    let moved = db
        .prepare_cached(sql!("move_row"))?
        .execute(params![from, to])?;
    if moved > 0 {
        search::mark(db, from)?;
        search::mark(db, to)?;
    }
    Ok(())
}

/// At the end of a pull: cases that no scope holds are removed with a stub, or
/// frozen while something of ours is unsent.
fn let_go(
    db: &Connection,
    generation: u64,
    at: Moment,
    district: &District,
) -> Result<Vec<CaseId>> {
    db.prepare_cached(sql!("forget_returned"))?.execute([])?;
    let mut statement = db.prepare_cached(sql!("leaving"))?;
    let leaving: Vec<(i64, Uuid, bool)> = statement
        .query_map([], |row| {
            Ok((row.get("key")?, row::uuid(row, "id")?, row.get("unsent")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut left = Vec::new();
    for (key, id, unsent) in leaving {
        if unsent {
            db.prepare_cached(sql!("freeze"))?.execute([key])?;
            overlay::refresh(db, CaseId(id), district)?;
            continue;
        }
        former::keep_if_unread(db, CaseId(id), generation, at)?;
        former::forget_told(db, CaseId(id), generation)?;
        db.prepare_cached(sql!("put_stub"))?
            .execute(params![key, at.0])?;
        search::forget(db, key)?;
        departed::forget_fetched(db, key)?;
        db.prepare_cached(sql!("remove_row"))?.execute([key])?;
        left.push(CaseId(id));
    }
    Ok(left)
}

/// Cursors by scope, and the ids of the scopes.
fn cursors(db: &Connection) -> Result<(BTreeMap<String, Cursor>, BTreeMap<String, i64>)> {
    let mut statement = db.prepare_cached(sql!("scopes"))?;
    let mut rows = statement.query([])?;
    let (mut cursors, mut ids) = (BTreeMap::new(), BTreeMap::new());
    while let Some(row) = rows.next()? {
        let name: String = row.get("name")?;
        let cursor: Option<String> = row.get("cursor")?;
        if let Some(cursor) = cursor {
            let cursor =
                serde_json::from_str(&cursor).map_err(|e| Error::unreadable("cursor", e))?;
            cursors.insert(name.clone(), cursor);
        }
        ids.insert(name, row.get("id")?);
    }
    Ok((cursors, ids))
}

/// Before the first page of a new epoch: everything is read again, and what is
/// not read again will leave.
pub(crate) fn read_again(db: &Connection) -> Result<()> {
    let generation = meta::number(db, meta::GENERATION)?;
    meta::set_number(db, meta::GENERATION, generation + 1)?;
    meta::clear(db, meta::MARK)?;
    db.execute_batch(sql!("read_again"))?;
    digest::forget_comparison(db)
}
