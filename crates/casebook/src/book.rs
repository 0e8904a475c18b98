//! A store, opened: who may, its connections, and the small state that lives as
//! long as the process.

use crate::chance::Chance;
use crate::digest;
use crate::disk::{self, Disk, RealDisk};
use crate::district::{self, District};
use crate::error::{Error, Result};
use crate::files::{FETCHED, PHOTOS};
use crate::key::{self, KeyFile, Keys, StoreKey};
use crate::lock;
use crate::meta;
use crate::shelf::{Identity, folder_of};
use crate::store::{self, DATABASE, Gate, sql};
use rusqlite::Connection;
use std::fs::File;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// How to open: how long to wait for another process, where bytes go, and where
/// names come from.
#[derive(Clone)]
pub struct Opening {
    pub wait: Duration,
    pub disk: Arc<dyn Disk>,
    pub chance: Chance,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            wait: Duration::ZERO,
            disk: Arc::new(RealDisk),
            chance: Chance::default(),
        }
    }
}

impl Opening {
    /// The command line waits 5 s for the window to close.
    pub fn waiting(wait: Duration) -> Self {
        Self {
            wait,
            ..Self::default()
        }
    }
}

/// One person's store for one server. Shared between threads; every call blocks
/// for as long as its query or commit takes.
pub struct Book {
    identity: Identity,
    folder: PathBuf,
    key: StoreKey,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) chance: Chance,
    gate: Gate,
    readers: Mutex<Vec<Connection>>,
    district: RwLock<District>,
    /// pulls begun; more than any mark in the outbox
    pub(crate) pulls: AtomicU64,
    _lock: File,
}

impl Book {
    /// Makes a new store. Refused where a database lies already: a second key
    /// beside it would hide what the first one opens.
    pub fn create(data: &Path, identity: &Identity, keys: Keys, opening: &Opening) -> Result<Self> {
        store::check_library()?;
        let folder = folder_of(data, identity);
        let lock = lock::acquire(&folder, opening.wait)?;
        if folder.join(DATABASE).exists() {
            return Err(Error::Exists { folder });
        }
        let key = key::draw()?;
        let mut file = KeyFile::new(identity.clone());
        key::wrap(&key, &mut file, keys)?;
        file.write(&folder, opening.disk.as_ref())?;
        let writer = store::connect(&folder, &key, true)?;
        Self::from_parts(identity.clone(), folder, key, writer, lock, opening)
    }

    pub fn open(data: &Path, identity: &Identity, keys: Keys, opening: &Opening) -> Result<Self> {
        store::check_library()?;
        let folder = folder_of(data, identity);
        if !folder.join(DATABASE).exists() {
            return Err(Error::Missing { folder });
        }
        let lock = lock::acquire(&folder, opening.wait)?;
        let file = KeyFile::read(&folder)?.ok_or(Error::KeyMissing)?;
        let key = key::unwrap(&file, keys)?;
        let writer = store::connect(&folder, &key, false)?;
        let book = Self::from_parts(identity.clone(), folder, key, writer, lock, opening)?;
        // What cannot be removed now is in nobody's way, and goes the next time.
        let _ = book.sweep_fetched();
        let _ = book.finish_departing();
        Ok(book)
    }

    /// Is there a store of this identity?
    pub fn exists(data: &Path, identity: &Identity) -> bool {
        folder_of(data, identity).join(DATABASE).exists()
    }

    fn from_parts(
        identity: Identity,
        folder: PathBuf,
        key: StoreKey,
        mut writer: Connection,
        lock: File,
        opening: &Opening,
    ) -> Result<Self> {
        for swept in [&folder, &folder.join(PHOTOS), &folder.join(FETCHED)] {
            disk::sweep(swept)?;
        }
        store::migrate(&mut writer, &folder)?;
        first_facts(&mut writer, &opening.chance)?;
        digest::opened(&writer)?;
        writer.execute_batch(sql!("list_indexes"))?;
        let marks: i64 = writer.query_row(sql!("highest_pull_mark"), [], |row| row.get(0))?;
        let district = district::load(&writer)?;
        Ok(Self {
            identity,
            folder,
            key,
            disk: opening.disk.clone(),
            chance: opening.chance.clone(),
            gate: Gate::new(writer),
            readers: Mutex::default(),
            district: RwLock::new(district),
            pulls: AtomicU64::new(marks as u64 + 1),
            _lock: lock,
        })
    }

    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds or replaces wraps of the key; each is read back before it counts.
    pub fn rewrap(&self, keys: Keys) -> Result<()> {
        let mut file = KeyFile::read(&self.folder)?.ok_or(Error::KeyMissing)?;
        key::wrap(&self.key, &mut file, keys)?;
        file.write(&self.folder, self.disk.as_ref())
    }

    /// Does this passphrase open the store? For the lock screen.
    pub fn opens_with(&self, keys: Keys) -> Result<()> {
        let file = KeyFile::read(&self.folder)?.ok_or(Error::KeyMissing)?;
        key::unwrap(&file, keys).map(drop)
    }

    /// Calendar, rules and directory as they stand.
    pub fn district(&self) -> District {
        self.district
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn set_district(&self, district: District) {
        *self
            .district
            .write()
            .unwrap_or_else(PoisonError::into_inner) = district;
    }

    /// The writer, ahead of all background work.
    pub(crate) fn writer(&self) -> store::Turn<'_> {
        self.gate.person()
    }

    /// The writer for one slice of background work.
    pub(crate) fn background(&self) -> store::Turn<'_> {
        self.gate.background()
    }

    /// A connection for reading; returned to the pool when dropped.
    pub(crate) fn reader(&self) -> Result<Reader<'_>> {
        let pooled = self.pool().pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => {
                let connection = store::connect(&self.folder, &self.key, false)?;
                connection.pragma_update(None, "query_only", true)?;
                connection
            }
        };
        Ok(Reader {
            book: self,
            connection: Some(connection),
        })
    }

    pub(crate) fn next_pull(&self) -> u64 {
        self.pulls.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub(crate) fn pulls_begun(&self) -> u64 {
        self.pulls.load(Ordering::SeqCst)
    }

    fn pool(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        // Where it fails, the next start compares once too often.
        let _ = digest::closed(&self.writer());
    }
}

/// Device and incarnation are drawn once, when the store is made.
fn first_facts(writer: &mut Connection, chance: &Chance) -> Result<()> {
    if meta::get(writer, meta::DEVICE)?.is_some() {
        return Ok(());
    }
    let tx = writer.transaction()?;
    for fact in [meta::DEVICE, meta::INCARNATION] {
        meta::set(&tx, fact, &chance.name()?.to_string())?;
    }
    meta::set_number(&tx, meta::NEXT_SEQ, 1)?;
    tx.commit()?;
    Ok(())
}

pub(crate) struct Reader<'a> {
    book: &'a Book,
    connection: Option<Connection>,
}

impl Deref for Reader<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        match &self.connection {
            Some(connection) => connection,
            None => unreachable!("taken only on drop"),
        }
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.book.pool().extend(self.connection.take());
    }
}
