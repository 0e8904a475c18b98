//! Original photos of this desk, and files fetched from the server. The bytes
//! are durable before a row names them, and no file is ever changed.

use crate::book::Book;
use crate::codes::{code, codes, parse};
use crate::error::{Error, Result};
use crate::files::{self, BlobReader, FETCHED, FileKey, PHOTOS, Sealer, place_of};
use crate::meta;
use crate::row;
use crate::store::sql;
use casework::{Action, ActionId, CaseId, Moment, Refusal};
use protocol::push::Payload;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zeroize::Zeroizing;

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoState {
    /// on this desk only
    Local,
    /// the server has stored the whole
    Receipt,
    /// and a backup covers it
    Safe,
    /// the bytes here no longer match their hash
    Rotten,
    /// the original is being removed here: server and backup have it
    Departing,
    /// at the centre, and no longer here
    Departed,
}

codes! {
    PhotoState {
        Local = "local",
        Receipt = "receipt",
        Safe = "safe",
        Rotten = "rotten",
        Departing = "departing",
        Departed = "departed",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPhoto {
    pub sha256: String,
    pub size: u64,
    pub name: String,
    pub state: PhotoState,
    /// bytes that the server has
    pub sent: u64,
}

/// A photo whose visit the server has, and whose bytes it has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoToSend {
    pub sha256: String,
    pub size: u64,
    pub name: String,
    pub visit: ActionId,
    pub case: CaseId,
}

const BUFFER: usize = 64 * 1024;

impl Book {
    /// Keeps the original bytes of a file. Refused before any copy when it is
    /// empty or too large; adding the same photo again returns the first.
    pub fn add_photo(&self, path: &Path, at: Moment) -> Result<StoredPhoto> {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let file = File::open(path).map_err(|e| Error::file(path, e))?;
        let size = file.metadata().map_err(|e| Error::file(path, e))?.len();
        self.check_photo_size(&name, size)?;
        self.add_photo_bytes(file, &name, at)
    }

    /// As [`Book::add_photo`], for bytes that come from a paste or another file.
    pub fn add_photo_bytes(
        &self,
        mut from: impl Read,
        name: &str,
        at: Moment,
    ) -> Result<StoredPhoto> {
        let limit = self.limits()?.photo_bytes;
        let shelf = self.folder().join(PHOTOS);
        let (mut sealer, key) = Sealer::begin(self.disk.as_ref(), &shelf, "desk.photo")?;
        let mut hasher = Sha256::new();
        let (mut size, mut buffer) = (0, vec![0; BUFFER]);
        loop {
            let n = from.read(&mut buffer).map_err(|e| Error::file(name, e))?;
            if n == 0 {
                break;
            }
            size += n as u64;
            if size > limit {
                return self
                    .check_photo_size(name, size)
                    .map(|()| unreachable!("above the limit"));
            }
            hasher.update(&buffer[..n]);
            sealer.write(&buffer[..n])?;
        }
        self.check_photo_size(name, size)?;
        let sha256 = hex::encode(hasher.finalize());
        if let Some(known) = self.sound_photo(&sha256)? {
            return Ok(known);
        }
        let path = place_of(self.folder(), PHOTOS, &sha256);
        sealer.place(&path)?;
        files::verify(&path, &key, &sha256)?;
        self.writer()
            .prepare_cached(sql!("put_photo"))?
            .execute(params![
                sha256,
                size as i64,
                name,
                key.as_slice(),
                code(PhotoState::Local),
                at.0
            ])?;
        marks::reached("desk.photo.row_committed");
        Ok(StoredPhoto {
            sha256,
            size,
            name: name.to_owned(),
            state: PhotoState::Local,
            sent: 0,
        })
    }

    fn check_photo_size(&self, name: &str, size: u64) -> Result<()> {
        let limit = self.limits()?.photo_bytes;
        let name = name.to_owned();
        match size {
            0 => Err(Error::PhotoEmpty { name }),
            size if size > limit => Err(Error::PhotoTooLarge { name, size, limit }),
            _ => Ok(()),
        }
    }

    /// The stored photo if its bytes are sound; a rotten one is replaced.
    fn sound_photo(&self, sha256: &str) -> Result<Option<StoredPhoto>> {
        let Some(photo) = self.photo(sha256)? else {
            return Ok(None);
        };
        Ok(self.verify_photo(sha256).is_ok().then_some(photo))
    }

    pub fn photo(&self, sha256: &str) -> Result<Option<StoredPhoto>> {
        let db = self.reader()?;
        Ok(db
            .prepare_cached(sql!("get_photo"))?
            .query_row([sha256], stored)
            .optional()?)
    }

    /// Hashes the stored bytes again; what must happen before they are sent.
    pub fn verify_photo(&self, sha256: &str) -> Result<()> {
        let (path, key) = self.own(sha256)?.ok_or_else(|| no_such(sha256))?;
        files::verify(&path, &key, sha256)
    }

    /// Photos to upload: their visit was acknowledged first. Oldest first.
    pub fn photos_to_send(&self) -> Result<Vec<PhotoToSend>> {
        let db = self.reader()?;
        let mut statement = db.prepare_cached(sql!("photos_to_send"))?;
        let rows = statement.query_map([code(PhotoState::Local)], |row| {
            Ok(PhotoToSend {
                sha256: row.get("sha256")?,
                size: row.get::<_, i64>("size")? as u64,
                name: row.get("name")?,
                visit: ActionId(row::uuid(row, "action")?),
                case: CaseId(row::uuid(row, "case_id")?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Photos that the server has and no backup covers yet, as far as this desk
    /// knows; none when the
    /// server was asked less than `every` (ms) ago.
    pub fn receipts_to_ask(&self, now: Moment, every: i64) -> Result<Vec<String>> {
        let db = self.reader()?;
        let asked = meta::number(&db, meta::RECEIPTS_ASKED)? as i64;
        if (0..every).contains(&(now.0 - asked)) {
            return Ok(Vec::new());
        }
        let mut statement = db.prepare_cached(sql!("photos_with_receipt"))?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn keep_receipts_asked(&self, now: Moment) -> Result<()> {
        meta::set_number(
            &self.background(),
            meta::RECEIPTS_ASKED,
            now.0.max(0) as u64,
        )
    }

    /// All photos that are not safe yet, oldest first: for the sync panel.
    pub fn photos_waiting(&self) -> Result<Vec<StoredPhoto>> {
        let db = self.reader()?;
        let mut statement = db.prepare_cached(sql!("photos_waiting"))?;
        let rows = statement.query_map([], stored)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How far an upload has come, for the panel; the server says it again.
    pub fn photo_sent(&self, sha256: &str, bytes: u64) -> Result<()> {
        self.background()
            .prepare_cached(sql!("photo_sent"))?
            .execute(params![sha256, bytes as i64])?;
        marks::reached("desk.photo.part_sent");
        Ok(())
    }

    /// The server said so: receipt, or that a backup covers it. A rotten photo
    /// is marked so by whoever hashed it.
    pub fn photo_state(&self, sha256: &str, state: PhotoState) -> Result<()> {
        self.background()
            .prepare_cached(sql!("photo_state"))?
            .execute(params![sha256, code(state)])?;
        Ok(())
    }

    /// The plain bytes of a file, of this desk or fetched. The caller checks
    /// that a case it shows refers to it.
    pub fn blob(&self, sha256: &str) -> Result<BlobReader> {
        if let Some((path, key)) = self.own(sha256)?
            && path.exists()
        {
            return BlobReader::open(&path, &key);
        }
        let key = self.key_of(sql!("key_of_fetched"), sha256)?;
        match key {
            Some(key) => BlobReader::open(&place_of(self.folder(), FETCHED, sha256), &key),
            None => Err(no_such(sha256)),
        }
    }

    pub fn has_blob(&self, sha256: &str) -> Result<bool> {
        match self.blob(sha256) {
            Ok(_) => Ok(true),
            Err(Error::PhotoUnknown { .. }) => Ok(false),
            Err(Error::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Keeps a file that came from the server, if it is what its name says.
    pub fn keep_fetched(&self, sha256: &str, bytes: &[u8], at: Moment) -> Result<()> {
        let found = hex::encode(Sha256::digest(bytes));
        if found != sha256 {
            return Err(Error::HashMismatch {
                expected: sha256.to_owned(),
                found,
            });
        }
        let (mut sealer, key) = Sealer::begin(
            self.disk.as_ref(),
            &self.folder().join(FETCHED),
            "desk.fetched",
        )?;
        sealer.write(bytes)?;
        sealer.place(&place_of(self.folder(), FETCHED, sha256))?;
        self.background()
            .prepare_cached(sql!("put_fetched"))?
            .execute(params![sha256, bytes.len() as i64, key.as_slice(), at.0])?;
        Ok(())
    }

    /// Removes files that no row names: what was fetched for a case that left.
    pub(crate) fn sweep_fetched(&self) -> Result<u64> {
        let mut swept = 0;
        for path in files::shelved(self.folder(), FETCHED) {
            let name = path.file_name().map(|name| name.to_string_lossy());
            let known = match &name {
                Some(name) => self.key_of(sql!("key_of_fetched"), name)?.is_some(),
                None => true,
            };
            if !known {
                std::fs::remove_file(&path).map_err(|e| Error::file(&path, e))?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    fn own(&self, sha256: &str) -> Result<Option<(std::path::PathBuf, FileKey)>> {
        let key = self.key_of(sql!("key_of_photo"), sha256)?;
        Ok(key.map(|key| (place_of(self.folder(), PHOTOS, sha256), key)))
    }

    fn key_of(&self, query: &str, sha256: &str) -> Result<Option<FileKey>> {
        let db = self.reader()?;
        Ok(db
            .prepare_cached(query)?
            .query_row([sha256], |row| row.get::<_, [u8; 32]>(0))
            .optional()?
            .map(Zeroizing::new))
    }
}

/// Every photo of a visit must lie here before the visit is confirmed. Of a held
/// one that is filed again they lie where it was written.
pub(crate) fn check_references(db: &Connection, action: &Action) -> Result<()> {
    let Action::LogVisit { visit } = action else {
        return Ok(());
    };
    for photo in &visit.photos {
        let state: Option<String> = db
            .prepare_cached(sql!("state_of_photo"))?
            .query_row([&photo.sha256], |row| row.get(0))
            .optional()?;
        match state.as_deref().and_then(parse) {
            Some(PhotoState::Rotten) | None => {
                return Err(Refusal::new(
                    "photo.not_here",
                    "the photo is not on this desk; add it again",
                )
                .fact("name", &photo.name)
                .fact("sha256", &photo.sha256)
                .into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Ties the photos of a confirmed visit to it, as far as they lie here.
pub(crate) fn refer(db: &Connection, payload: &Payload) -> Result<()> {
    let Action::LogVisit { visit } = &payload.action else {
        return Ok(());
    };
    for photo in &visit.photos {
        db.prepare_cached(sql!("put_photo_use"))?.execute(params![
            payload.id.0.as_bytes(),
            photo.sha256,
            payload.case.0.as_bytes()
        ])?;
    }
    Ok(())
}

pub(crate) fn stored(row: &rusqlite::Row) -> rusqlite::Result<StoredPhoto> {
    let state: String = row.get("state")?;
    Ok(StoredPhoto {
        sha256: row.get("sha256")?,
        size: row.get::<_, i64>("size")? as u64,
        name: row.get("name")?,
        state: parse(&state).unwrap_or(PhotoState::Local),
        sent: row.get::<_, i64>("sent")? as u64,
    })
}

fn no_such(sha256: &str) -> Error {
    Error::PhotoUnknown {
        sha256: sha256.to_owned(),
    }
}
