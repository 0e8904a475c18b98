//! What can go wrong, with a stable code each.

use crate::photos::PhotoFault;
use casework::Refusal;
use protocol::ApiError;
use protocol::error::code;
use tokio_postgres::error::SqlState;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// what the caller is told, word for word
    #[error("{}", .0.message)]
    Told(#[from] ApiError),
    /// the rulebook's no, to a command of the terminal
    #[error("{}", .0.message)]
    Refused(#[from] Refusal),
    #[error("the database does not answer as it should: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the database does not answer as it should: {}", postgres_words(.0))]
    Postgres(#[from] tokio_postgres::Error),
    #[error("the database cannot be reached: {0}")]
    Pool(String),
    #[error("the letter: {0}")]
    Letter(#[from] letter::Error),
    #[error("the photo store {0}")]
    Photos(#[from] PhotoFault),
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    #[error("stored data cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    #[error("stored data is not what it should be: {0}")]
    Broken(String),
    #[error(
        "the database has schema {found}, this server knows {known}; start the newer server again, nothing was changed"
    )]
    NewerDatabase { found: usize, known: usize },
    #[error("password: {0}")]
    Password(String),
    #[error("no random numbers from the system: {0}")]
    Random(getrandom::Error),
    #[error("the server is ending")]
    Ending,
}

impl Error {
    pub fn told(code: &str, message: impl Into<String>) -> Self {
        Self::Told(ApiError::new(code, message))
    }

    pub fn code(&self) -> &str {
        match self {
            Error::Told(error) => &error.code,
            Error::Refused(refusal) => &refusal.code,
            error if error.is_disk_full() => code::DISK_FULL,
            Error::Sqlite(_) | Error::Postgres(_) => "store.database",
            Error::Pool(_) => "store.unreachable",
            Error::Letter(error) => error.code(),
            Error::Photos(fault) => fault.code(),
            Error::Io(_) => "store.file",
            Error::Json(_) | Error::Broken(_) => "store.broken",
            Error::NewerDatabase { .. } => "store.newer",
            Error::Password(_) | Error::Random(_) => code::INTERNAL,
            Error::Ending => "server.ending",
        }
    }

    pub fn is_disk_full(&self) -> bool {
        match self {
            Error::Sqlite(error) => {
                error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
            }
            Error::Postgres(error) => error.code() == Some(&SqlState::DISK_FULL),
            Error::Io(error) => error.kind() == std::io::ErrorKind::StorageFull,
            _ => false,
        }
    }

    /// Would the same request meet the same error for ever? Only then may an
    /// action be held for it.
    pub fn is_lasting(&self) -> bool {
        use rusqlite::ErrorCode::*;
        match self {
            Error::Sqlite(error) => !matches!(
                error.sqlite_error_code(),
                Some(
                    DiskFull
                        | SystemIoFailure
                        | DatabaseBusy
                        | DatabaseLocked
                        | CannotOpen
                        | OutOfMemory
                        | ReadOnly
                        | PermissionDenied
                        | DatabaseCorrupt
                        | NotADatabase
                )
            ),
            // Data exceptions, violated constraints, faulty SQL; else the
            // connection or the server itself.
            Error::Postgres(error) => error.code().is_some_and(|state| {
                ["22", "23", "42"]
                    .iter()
                    .any(|class| state.code().starts_with(class))
            }),
            Error::Io(_) | Error::Photos(_) | Error::Pool(_) | Error::Random(_) | Error::Ending => {
                false
            }
            _ => true,
        }
    }

    /// HTTP status and body. What is ours to mend is logged, not told.
    pub fn answer(&self) -> (u16, ApiError) {
        match self {
            Error::Told(error) => (status(&error.code), error.clone()),
            Error::Ending => (503, ApiError::new(self.code(), self.to_string())),
            error if error.is_disk_full() => (
                507,
                ApiError::new(
                    code::DISK_FULL,
                    "the server's disk is full; try again later",
                ),
            ),
            // Which of them it is, whoever runs the server reads in its log.
            Error::Photos(
                PhotoFault::Unreachable { .. }
                | PhotoFault::Denied { .. }
                | PhotoFault::NoBucket { .. },
            ) => (
                507,
                ApiError::new(
                    code::PHOTOS_UNREACHABLE,
                    "the photo store cannot be used just now; try again later",
                ),
            ),
            _ => (
                500,
                ApiError::new(code::INTERNAL, "the server met an error; it is in its log"),
            ),
        }
    }
}

/// The library's own words leave out what the server said. Its detail, which
/// may quote a citizen's words, is left out on purpose.
fn postgres_words(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(said) => format!("{} ({})", said.message(), said.code().code()),
        None => error.to_string(),
    }
}

fn status(told: &str) -> u16 {
    match told {
        code::MALFORMED => 400,
        code::WRONG_PASSWORD | code::TOKEN_EXPIRED | code::SIGN_IN_AGAIN => 401,
        code::FORBIDDEN | code::DEVICE_RETIRED | code::DEVICE_REVOKED | code::NO_ACCESS => 403,
        code::BLOB_UNKNOWN | code::UNKNOWN_CASE | "request.unknown" => 404,
        code::NEW_EPOCH | code::GAP | code::FORKED | code::OFFSET => 409,
        code::TOO_SLOW => 408,
        code::TOO_LARGE => 413,
        "request.range" => 416,
        code::HASH_MISMATCH => 422,
        code::LOCKED => 423,
        code::TOO_OLD | code::TOO_OLD_TO_READ => 426,
        code::BUSY => 503,
        code::DISK_FULL => 507,
        code::SEAL_KEY_MISSING | code::SEAL_KEY_WRONG => 500,
        told if told.starts_with("seal.") => 422,
        _ => 500,
    }
}
