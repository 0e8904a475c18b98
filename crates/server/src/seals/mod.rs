//! 印章图样: an office's heads put theirs on file, the server keeps it encrypted,
//! and it is placed on signed letters only (`letters`). It never leaves the server.
//! Whatever is done with one stands in the audit log.

mod key;
#[cfg(test)]
mod tests;
mod upkeep;

pub(crate) use upkeep::{new_key, problem, take_over};

use crate::app::{App, Config};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::photos;
use crate::session::Caller;
use crate::store::seal::{self, Entry, Stored};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use casework::{Moment, OfficeId};
use key::Key;
use letter::pdf::Seal;
use protocol::ApiError;
use protocol::error::code;
use protocol::seal::{
    DIAMETERS, LARGEST, SealAct, SealOnFile, SealReply, SealRequest, SealUse, SealUser,
};
use uuid::Uuid;

/// Across; what a street office's seal has.
pub(crate) const USUAL_MM: u32 = 42;
/// Lines of the log that a head is shown.
const LAST_USES: i64 = 20;

/// Whose doing it is.
#[derive(Clone, Copy)]
pub(crate) struct By<'a> {
    pub user: &'a str,
    pub device: Option<Uuid>,
}

impl By<'_> {
    /// Where nobody is signed in.
    pub const TERMINAL: By<'static> = By {
        user: "terminal",
        device: None,
    };
}

/// What is on file of the caller's office, and what became of it.
pub(crate) fn ask(app: &App, caller: &Caller) -> Result<SealReply> {
    let office = kept_by(caller)?;
    app.read(|tx| {
        let on_file = seal::find(tx, office.as_str())?;
        Ok(SealReply {
            on_file: on_file.map(|stored| on_file_of(app, stored)),
            uses: seal::uses(tx, office.as_str(), LAST_USES)?,
        })
    })
}

pub(crate) fn change(app: &App, caller: &Caller, request: &SealRequest) -> Result<SealReply> {
    let office = kept_by(caller)?;
    let by = By {
        user: caller.person.user.as_str(),
        device: Some(caller.device),
    };
    match request {
        SealRequest::Put {
            picture,
            diameter_mm,
        } => {
            let picture = BASE64_STANDARD
                .decode(picture)
                .map_err(|error| Error::told(code::MALFORMED, format!("the picture: {error}")))?;
            put(app, office, by, &picture, *diameter_mm)?;
        }
        SealRequest::Remove => app.write(|work| {
            if remove(work.tx, office.as_str(), by, work.now)? {
                work.directory_changed()?;
            }
            Ok(())
        })?,
    }
    ask(app, caller)
}

/// Letters rendered from now on carry it. The same picture again changes nothing:
/// the first answer may have been lost.
pub(crate) fn put(
    app: &App,
    office: &OfficeId,
    by: By,
    picture: &[u8],
    diameter_mm: u32,
) -> Result<()> {
    check(picture, diameter_mm)?;
    let fingerprint = photos::hash(picture);
    app.write(|work| {
        let before = seal::find(work.tx, office.as_str())?;
        if before
            .is_some_and(|one| one.fingerprint == fingerprint && one.diameter_mm == diameter_mm)
        {
            return Ok(());
        }
        keep(
            work.tx,
            &app.0.config,
            work.now,
            &Kept {
                office: office.as_str(),
                by,
                picture,
                diameter_mm,
            },
        )?;
        work.directory_changed()
    })
}

/// A picture that was looked at, on its way into the store.
pub(crate) struct Kept<'a> {
    pub office: &'a str,
    pub by: By<'a>,
    pub picture: &'a [u8],
    pub diameter_mm: u32,
}

pub(crate) fn keep(tx: &mut dyn Tx, config: &Config, since: Moment, kept: &Kept) -> Result<()> {
    let key = key_to_write_by(tx, config)?;
    let act = match seal::find(tx, kept.office)? {
        Some(_) => SealAct::Replaced,
        None => SealAct::Put,
    };
    let stored = Stored {
        sealed: key.encrypt(kept.office, kept.picture, &config.chance)?,
        key_id: key.id(),
        fingerprint: photos::hash(kept.picture),
        diameter_mm: kept.diameter_mm,
        since,
        by: SealUser {
            user: kept.by.user.into(),
            name: String::new(),
        },
    };
    seal::put(tx, kept.office, &stored)?;
    log(tx, kept.office, kept.by, since, act, &stored.fingerprint)
}

/// The picture itself, for the letter it is placed on.
pub(crate) fn open(config: &Config, office: &OfficeId, stored: &Stored) -> Result<Vec<u8>> {
    let key = Key::read(&config.seal_key())?.ok_or_else(missing)?;
    if key.id() != stored.key_id {
        return Err(wrong());
    }
    key.decrypt(office.as_str(), &stored.sealed)
}

/// All of an office's log, newest first.
pub(crate) fn uses(tx: &mut dyn Tx, office: &OfficeId) -> Result<Vec<SealUse>> {
    seal::uses(tx, office.as_str(), i64::MAX)
}

/// Answers whether there was one.
fn remove(tx: &mut dyn Tx, office: &str, by: By, now: Moment) -> Result<bool> {
    let Some(stored) = seal::find(tx, office)? else {
        return Ok(false);
    };
    seal::remove(tx, office)?;
    log(tx, office, by, now, SealAct::Removed, &stored.fingerprint)?;
    Ok(true)
}

fn log(
    tx: &mut dyn Tx,
    office: &str,
    by: By,
    at: Moment,
    act: SealAct,
    fingerprint: &str,
) -> Result<()> {
    let entry = Entry {
        at,
        who: by.user,
        device: by.device,
        act,
        subject: office,
        office,
        fingerprint,
    };
    seal::log(tx, &entry)
}

/// Whose seal the caller keeps: whoever signs the office's letters, so its head and
/// whoever signs in the head's place, who has an account of that role too.
fn kept_by(caller: &Caller) -> Result<&OfficeId> {
    caller.must_be_active()?;
    let office = caller.person.office.as_ref();
    office
        .filter(|_| caller.person.role.signs_letters())
        .ok_or_else(|| Error::told(code::FORBIDDEN, "only an office's head keeps its seal"))
}

fn check(picture: &[u8], diameter_mm: u32) -> Result<()> {
    if picture.len() > LARGEST {
        let told = ApiError::new(code::SEAL_TOO_LARGE, "a seal is a picture of at most 4 MB");
        return Err(told
            .fact("size", picture.len())
            .fact("limit", LARGEST)
            .into());
    }
    if !DIAMETERS.contains(&diameter_mm) {
        let told = ApiError::new(code::SEAL_DIAMETER, "a seal is 30 to 50 mm across");
        return Err(told
            .fact("diameter_mm", diameter_mm)
            .fact("least", DIAMETERS.start())
            .fact("most", DIAMETERS.end())
            .into());
    }
    Seal::examine(picture, f64::from(diameter_mm))
        .map_err(|fault| Error::told(fault.code(), format!("it cannot be a seal: {fault}")))
}

/// The one key of all seals. It is made with the first of them, and never beside
/// some that another key encrypted.
fn key_to_write_by(tx: &mut dyn Tx, config: &Config) -> Result<Key> {
    let others = seal::keys(tx)?;
    match Key::read(&config.seal_key())? {
        Some(key) if others.iter().all(|(_, id)| *id == key.id()) => Ok(key),
        Some(_) => Err(wrong()),
        None if others.is_empty() => Key::create(&config.seal_key(), &config.chance),
        None => Err(missing()),
    }
}

fn on_file_of(app: &App, stored: Stored) -> SealOnFile {
    let key = Key::read(&app.0.config.seal_key());
    SealOnFile {
        usable: matches!(key, Ok(Some(key)) if key.id() == stored.key_id),
        fingerprint: stored.fingerprint,
        diameter_mm: stored.diameter_mm,
        since: stored.since,
        by: stored.by,
    }
}

fn missing() -> Error {
    Error::told(
        code::SEAL_KEY_MISSING,
        "the key of the seals is not there; bring seal.key back from where it is kept, or see `seal new-key`",
    )
}

fn wrong() -> Error {
    Error::told(
        code::SEAL_KEY_WRONG,
        "the key of the seals is another; bring back the seal.key that they were stored under",
    )
}
