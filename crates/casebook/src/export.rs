//! What the server has no receipt for, as one file sealed to its key: for a
//! laptop that will not reach it again. Nothing changes here: what was exported
//! stays 待同步 until a receipt comes, and sending it after all is harmless,
//! because ids decide.

use crate::book::Book;
use crate::clerk;
use crate::codes::code;
use crate::delivery;
use crate::disk::NewFile;
use crate::error::{Error, Result};
use crate::meta;
use crate::photo::{PhotoState, StoredPhoto, stored};
use crate::store::sql;
use casework::Moment;
use protocol::push::Mutation;
use protocol::sealed::{self, Addressee, Header, Writer};
use rusqlite::Connection;
use std::io;
use std::path::Path;
use zeroize::Zeroizing;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub actions: u64,
    pub photos: u64,
    /// of the file
    pub bytes: u64,
    /// not confirmed by their writer, so not in it
    pub drafts: u64,
    /// photos whose bytes here no longer match their hash, so not in it
    pub damaged: u64,
}

/// As one snapshot of the store.
struct Unsent {
    header: Header,
    actions: Vec<Mutation>,
    photos: Vec<StoredPhoto>,
    drafts: u64,
    sealing_key: String,
    proof_key: Zeroizing<String>,
}

impl Book {
    /// Writes the file, whole or not at all. The folder must be there: a stick
    /// that is not plugged in is no place for the only copy.
    pub fn export(&self, path: &Path, app: &str, at: Moment) -> Result<Exported> {
        let path = std::path::absolute(path).map_err(|e| Error::file(path, e))?;
        let folder = path.parent().filter(|folder| folder.is_dir());
        let folder = folder.ok_or_else(|| Error::file(&path, io::ErrorKind::NotFound.into()))?;
        let mut unsent = self.everything_unsent(app, at)?;
        let damaged = self.set_damaged_aside(&mut unsent)?;
        if unsent.actions.is_empty() && unsent.photos.is_empty() {
            return Err(Error::NothingUnsent {
                drafts: unsent.drafts,
                damaged,
            });
        }
        let file = NewFile::begin(self.disk.as_ref(), folder, "desk.export")?;
        let file = self
            .seal(&unsent, file)
            .map_err(|problem| failed(&path, problem))?;
        let bytes = file.written();
        file.place(&path)?;
        Ok(Exported {
            actions: unsent.actions.len() as u64,
            photos: unsent.photos.len() as u64,
            bytes,
            drafts: unsent.drafts,
            damaged,
        })
    }

    fn everything_unsent(&self, app: &str, at: Moment) -> Result<Unsent> {
        let db = self.reader()?;
        let db = db.unchecked_transaction()?;
        let person = clerk::person(&db)?;
        let actions = actions(&db)?;
        let claims = actions
            .iter()
            .filter_map(|action| Some((action.seq, action.claim.clone()?)));
        let sealed = actions.iter().filter(|action| action.sealed.is_some());
        let key = |name: &str| meta::get(&db, name)?.ok_or(Error::NoSealingKey);
        Ok(Unsent {
            sealing_key: key(meta::SEALING_KEY)?,
            proof_key: Zeroizing::new(key(meta::PROOF_KEY)?),
            header: Header {
                device: meta::uuid(&db, meta::DEVICE)?,
                incarnation: meta::uuid(&db, meta::INCARNATION)?,
                user: person.user,
                office: person.office,
                epoch: meta::get(&db, meta::EPOCH)?.unwrap_or_default(),
                evidence: delivery::evidence(&db)?,
                made_at: at,
                app: app.to_owned(),
                photos: Vec::new(),
                claims: claims.collect(),
                sealed: sealed.map(|action| action.seq).collect(),
            },
            actions,
            photos: photos(&db)?,
            drafts: db.query_row(sql!("count_drafts"), [], |row| row.get::<_, i64>(0))? as u64,
        })
    }

    /// What lies here is hashed before it is handed out, as before an upload.
    fn set_damaged_aside(&self, unsent: &mut Unsent) -> Result<u64> {
        let mut damaged = 0;
        let mut sound = Vec::with_capacity(unsent.photos.len());
        for photo in unsent.photos.drain(..) {
            match self.verify_photo(&photo.sha256) {
                Ok(()) => sound.push(photo),
                Err(Error::PhotoRotten { .. }) => damaged += 1,
                Err(problem) => return Err(problem),
            }
        }
        unsent.photos = sound;
        let named = unsent.photos.iter().map(|photo| sealed::Photo {
            sha256: photo.sha256.clone(),
            size: photo.size,
        });
        unsent.header.photos = named.collect();
        Ok(damaged)
    }

    fn seal<'a>(
        &self,
        unsent: &Unsent,
        to: NewFile<'a>,
    ) -> std::result::Result<NewFile<'a>, sealed::Error> {
        let addressee = Addressee {
            sealing_key: &unsent.sealing_key,
            proof_key: &unsent.proof_key,
        };
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(io::Error::other)?;
        let mut writer = Writer::begin(to, &addressee, seed, &unsent.header, &unsent.actions)?;
        for photo in &unsent.photos {
            let bytes = self.blob(&photo.sha256).map_err(io::Error::other)?;
            writer.photo(bytes)?;
        }
        writer.finish()
    }
}

fn actions(db: &Connection) -> Result<Vec<Mutation>> {
    let mut statement = db.prepare_cached(sql!("unsent"))?;
    let rows = statement.query_map([i64::MAX], delivery::mutation)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn photos(db: &Connection) -> Result<Vec<StoredPhoto>> {
    let mut statement = db.prepare_cached(sql!("photos_to_export"))?;
    let states = [code(PhotoState::Local), code(PhotoState::Rotten)];
    let rows = statement.query_map(states, stored)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn failed(path: &Path, problem: sealed::Error) -> Error {
    match problem {
        sealed::Error::File(source) => Error::file(path, source),
        sealed::Error::BadKey => Error::NoSealingKey,
        other => Error::NotSealed {
            detail: other.to_string(),
        },
    }
}
