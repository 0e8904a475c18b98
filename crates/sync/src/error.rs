//! What can go wrong on the way to the server and back.

use casework::Moment;
use protocol::ApiError;
use protocol::error::code;
use protocol::hello::Versions;
use serde_json::{Map, Value, json};

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// no connection, a timeout, or a gateway that has no server behind it
    #[error("the server cannot be reached: {detail}")]
    Unreachable { detail: String },
    #[error("{url} is not encrypted; http:// is accepted for this computer only, use https://")]
    Insecure { url: String },
    #[error("{url} is no address of a server")]
    BadAddress { url: String },
    /// a captive portal, another site
    #[error("what answers at this address is not our server ({status}): {detail}")]
    NotOurServer { status: u16, detail: String },
    #[error("the server's answer cannot be read: {detail}")]
    BadAnswer { detail: String },
    #[error("the server serves protocol {} to {}, this program speaks {ours}", .server.lowest, .server.highest)]
    TooOld { server: Versions, ours: u32 },
    #[error("the server reads out to protocol {} and above, this program speaks {ours}; its work is taken", .server.lowest)]
    TooOldToRead { server: Versions, ours: u32 },
    #[error("the server's history changed {times} times during one synchronisation")]
    Restless { times: u32 },
    #[error("{0}")]
    Server(ApiError),
    #[error("{0}")]
    Book(#[from] casebook::Error),
    #[error("{waiting} photos could not be sent; the first: {first}")]
    PhotosWait { waiting: u64, first: String },
    #[error("cancelled")]
    Cancelled,
    #[error("a thread of the engine ended: {detail}")]
    Internal { detail: String },
}

impl Error {
    pub fn code(&self) -> &str {
        match self {
            Error::Unreachable { .. } => "net.unreachable",
            Error::Insecure { .. } => "net.insecure",
            Error::BadAddress { .. } => "net.bad_address",
            Error::NotOurServer { .. } => "net.not_our_server",
            Error::BadAnswer { .. } => "net.bad_answer",
            Error::TooOld { .. } => code::TOO_OLD,
            Error::TooOldToRead { .. } => code::TOO_OLD_TO_READ,
            Error::Restless { .. } => "sync.restless",
            Error::Server(error) => &error.code,
            Error::Book(error) => error.code(),
            Error::PhotosWait { .. } => "photo.not_sent",
            Error::Cancelled => "sync.cancelled",
            Error::Internal { .. } => code::INTERNAL,
        }
    }

    pub fn facts(&self) -> Map<String, Value> {
        let facts = match self {
            Error::Server(error) => return error.facts.clone(),
            Error::Book(error) => return error.facts(),
            Error::Unreachable { detail }
            | Error::BadAnswer { detail }
            | Error::Internal { detail } => json!({ "detail": detail }),
            Error::Insecure { url } | Error::BadAddress { url } => json!({ "url": url }),
            Error::NotOurServer { status, detail } => json!({ "status": status, "detail": detail }),
            Error::TooOld { server, ours } | Error::TooOldToRead { server, ours } => json!({
                "lowest": server.lowest,
                "highest": server.highest,
                "push_floor": server.push_floor,
                "ours": ours,
            }),
            Error::PhotosWait { waiting, first } => json!({ "waiting": waiting, "first": first }),
            Error::Restless { times } => json!({ "times": times }),
            Error::Cancelled => return Map::new(),
        };
        match facts {
            Value::Object(facts) => facts,
            _ => Map::new(),
        }
    }

    /// Worth trying again later without anybody doing anything.
    pub fn is_offline(&self) -> bool {
        matches!(self, Error::Unreachable { .. } | Error::NotOurServer { .. })
    }

    /// A person has to type the password again.
    pub fn needs_sign_in(&self) -> bool {
        matches!(self.code(), code::SIGN_IN_AGAIN | "auth.signed_out")
    }

    /// The administrator retired this computer: it hands in and reads nothing.
    pub fn is_retired(&self) -> bool {
        self.is(code::DEVICE_RETIRED)
    }

    /// This program is too old for the server: to read, or for anything.
    pub fn is_too_old(&self) -> bool {
        matches!(self.code(), code::TOO_OLD | code::TOO_OLD_TO_READ)
    }

    /// The server still takes what this desk hands in, and lets it read nothing.
    pub fn only_hands_in(&self) -> bool {
        self.is_retired() || self.code() == code::TOO_OLD_TO_READ
    }

    pub(crate) fn is(&self, code: &str) -> bool {
        matches!(self, Error::Server(error) if error.code == code)
    }

    /// The fact of that name, where the server gave one.
    pub(crate) fn fact(&self, name: &str) -> Option<&str> {
        match self {
            Error::Server(error) => error.facts.get(name).and_then(Value::as_str),
            _ => None,
        }
    }
}

/// How far the desk's clock is behind the server's, in milliseconds; shown when
/// it is more than five minutes.
pub(crate) fn skew(server: Moment, here: Moment) -> i64 {
    server.0 - here.0
}
