//! What can go wrong with the store, with codes that the window words.

use casework::Refusal;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{} is open in another window or command; close it and try again", .folder.display())]
    InUse { folder: PathBuf },
    #[error("there is already a store in {}", .folder.display())]
    Exists { folder: PathBuf },
    #[error("there is no store in {}; sign in first", .folder.display())]
    Missing { folder: PathBuf },
    /// by a program that is not ours: a backup, a virus scanner
    #[error(
        "another program holds the store's database; nothing was changed, try again when it is done"
    )]
    Locked,
    #[error(
        "the store was written by a newer version (format {found}, this one knows {known}); nothing was changed, install that version"
    )]
    NewerVersion { found: u32, known: u32 },
    #[error(
        "a page of the store cannot be read: {detail}; nothing was changed, keep the folder and ask an administrator"
    )]
    CorruptPage { detail: String },
    #[error("SQLite {found} may corrupt a database in WAL mode; 3.51.3 or newer is needed")]
    UnfitSqlite { found: String },
    #[error("this build of SQLite does not encrypt")]
    NotEncrypting,
    #[error("the passphrase does not open this store")]
    WrongPassphrase,
    #[error("no key for this store was found on this computer; the passphrase opens it")]
    KeyMissing,
    #[error(
        "the key file of the store is damaged: {detail}; nothing was changed, keep the folder and ask an administrator"
    )]
    KeyDamaged { detail: String },
    #[error("the keychain did not answer: {detail}; the passphrase opens the store too")]
    Keychain { detail: String },
    #[error("the disk is full; {} was not written, what was saved before is kept; make room and try again", .path.display())]
    DiskFull { path: PathBuf, bytes: u64 },
    #[error("{name} is empty")]
    PhotoEmpty { name: String },
    #[error("{name} has {size} bytes, at most {limit} are taken")]
    PhotoTooLarge { name: String, size: u64, limit: u64 },
    #[error("the stored file {sha256} no longer matches its hash")]
    PhotoRotten { sha256: String },
    #[error("there is no file {sha256} here")]
    PhotoUnknown { sha256: String },
    #[error("the received bytes hash to {found}, not to {expected}")]
    HashMismatch { expected: String, found: String },
    #[error("there is no case {case} here")]
    UnknownCase { case: String },
    #[error("everything has arrived at the server; there is nothing to export")]
    NothingUnsent { drafts: u64, damaged: u64 },
    #[error("this store has no key of its server yet; sign in once, then export")]
    NoSealingKey,
    #[error("the export cannot be sealed: {detail}")]
    NotSealed { detail: String },
    #[error("nobody is signed in to this store")]
    SignedOut,
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("{}: {source}; check the disk and its permissions, then try again", .path.display())]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("database: {0}")]
    Sql(rusqlite::Error),
    #[error("stored {what} cannot be read: {detail}")]
    Unreadable { what: &'static str, detail: String },
    #[error("the system gives no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

impl Error {
    pub fn code(&self) -> &str {
        match self {
            Error::InUse { .. } => "store.in_use",
            Error::Exists { .. } => "store.exists",
            Error::Missing { .. } => "store.missing",
            Error::Locked => "store.locked",
            Error::NewerVersion { .. } => "store.newer_version",
            Error::CorruptPage { .. } => "store.corrupt_page",
            Error::UnfitSqlite { .. } => "store.unfit_sqlite",
            Error::NotEncrypting => "store.not_encrypting",
            Error::WrongPassphrase => "key.wrong_passphrase",
            Error::KeyMissing => "key.missing",
            Error::KeyDamaged { .. } => "key.damaged",
            Error::Keychain { .. } => "key.keychain",
            Error::DiskFull { .. } => "disk.full",
            Error::PhotoEmpty { .. } => "photo.empty",
            Error::PhotoTooLarge { .. } => "photo.too_large",
            Error::PhotoRotten { .. } => "photo.rotten",
            Error::PhotoUnknown { .. } => "photo.unknown",
            Error::HashMismatch { .. } => "blob.hash_mismatch",
            Error::UnknownCase { .. } => "case.unknown",
            Error::NothingUnsent { .. } => "export.nothing",
            Error::NoSealingKey => "export.no_key",
            Error::NotSealed { .. } => "export.failed",
            Error::SignedOut => "auth.signed_out",
            Error::Refused(refusal) => &refusal.code,
            Error::File { .. } => "store.file",
            Error::Sql(_) => "store.database",
            Error::Unreadable { .. } => "store.unreadable",
            Error::Random(_) => "system.random",
        }
    }

    /// What fills the sentence that the window shows.
    pub fn facts(&self) -> Map<String, Value> {
        let facts = match self {
            Error::InUse { folder } | Error::Exists { folder } | Error::Missing { folder } => {
                json!({ "folder": folder })
            }
            Error::NewerVersion { found, known } => json!({ "found": found, "known": known }),
            Error::CorruptPage { detail }
            | Error::KeyDamaged { detail }
            | Error::Keychain { detail } => json!({ "detail": detail }),
            Error::DiskFull { path, bytes } => json!({ "path": path, "bytes": bytes }),
            Error::PhotoEmpty { name } => json!({ "name": name }),
            Error::PhotoTooLarge { name, size, limit } => {
                json!({ "name": name, "size": size, "limit": limit })
            }
            Error::PhotoRotten { sha256 } | Error::PhotoUnknown { sha256 } => {
                json!({ "sha256": sha256 })
            }
            Error::UnknownCase { case } => json!({ "case": case }),
            Error::NothingUnsent { drafts, damaged } => {
                json!({ "drafts": drafts, "damaged": damaged })
            }
            Error::Refused(refusal) => return refusal.facts.clone(),
            _ => return Map::new(),
        };
        match facts {
            Value::Object(facts) => facts,
            _ => Map::new(),
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Error::DiskFull { path, bytes: 0 }
            }
            _ => Error::File { path, source },
        }
    }

    pub(crate) fn unreadable(what: &'static str, detail: impl ToString) -> Self {
        Error::Unreadable {
            what,
            detail: detail.to_string(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        match error.sqlite_error_code() {
            Some(DiskFull) => Error::DiskFull {
                path: PathBuf::from(crate::store::DATABASE),
                bytes: 0,
            },
            Some(DatabaseBusy | DatabaseLocked) => Error::Locked,
            Some(ReadOnly | PermissionDenied | CannotOpen | SystemIoFailure) => Error::File {
                path: PathBuf::from(crate::store::DATABASE),
                source: std::io::Error::other(error),
            },
            Some(DatabaseCorrupt | NotADatabase) => Error::CorruptPage {
                detail: error.to_string(),
            },
            _ => Error::Sql(error),
        }
    }
}
