//! Errors as they travel: a stable code, a sentence for logs, facts for people.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApiError {
    pub code: String,
    pub message: String,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub facts: Map<String, Value>,
}

impl ApiError {
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            facts: Map::new(),
        }
    }

    pub fn fact(mut self, name: &str, value: impl Serialize) -> Self {
        self.facts.insert(name.to_owned(), json!(value));
        self
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for ApiError {}

/// Codes that more than one place must spell alike.
pub mod code {
    /// facts: tries_left
    pub const WRONG_PASSWORD: &str = "auth.wrong_password";
    /// facts: until (UTC ms)
    pub const LOCKED: &str = "auth.locked";
    /// the access token is unknown or over: refresh it
    pub const TOKEN_EXPIRED: &str = "auth.token_expired";
    /// refresh is unknown or was used twice: sign in again
    pub const SIGN_IN_AGAIN: &str = "auth.sign_in_again";
    pub const FORBIDDEN: &str = "auth.forbidden";
    pub const DEVICE_RETIRED: &str = "device.retired";
    pub const DEVICE_REVOKED: &str = "device.revoked";
    pub const NEW_EPOCH: &str = "sync.new_epoch";
    pub const GAP: &str = "sync.gap";
    pub const FORKED: &str = "sync.forked";
    /// below the push floor: nothing is taken; facts: lowest, highest, push_floor
    pub const TOO_OLD: &str = "sync.too_old";
    /// handing in goes on, reading is over; the same facts
    pub const TOO_OLD_TO_READ: &str = "sync.too_old_to_read";
    pub const NO_ACCESS: &str = "case.no_access";
    pub const UNKNOWN_CASE: &str = "case.unknown";
    /// passed to the head of the office; facts: code, facts of what was held
    pub const FOR_HEAD: &str = "held.for_head";
    pub const UNSUPPORTED: &str = "action.unsupported";
    pub const INTERNAL: &str = "internal";
    pub const TOO_LARGE: &str = "request.too_large";
    /// a body that does not arrive; sent again later
    pub const TOO_SLOW: &str = "request.too_slow";
    /// more at a time than the server takes; sent again later
    pub const BUSY: &str = "server.busy";
    pub const MALFORMED: &str = "request.malformed";
    pub const OFFSET: &str = "blob.offset";
    pub const HASH_MISMATCH: &str = "blob.hash_mismatch";
    pub const BLOB_UNKNOWN: &str = "blob.unknown";
    /// the server cannot reach what it keeps photos in; they are sent again later
    pub const PHOTOS_UNREACHABLE: &str = "photos.unreachable";
    /// facts: size, limit (bytes)
    pub const SEAL_TOO_LARGE: &str = "seal.too_large";
    /// facts: diameter_mm, least, most
    pub const SEAL_DIAMETER: &str = "seal.diameter";
    /// seals are stored, and the key that opens them is not where it should be
    pub const SEAL_KEY_MISSING: &str = "seal.key_missing";
    /// a key is there, and it is not the one
    pub const SEAL_KEY_WRONG: &str = "seal.key_wrong";
    pub const DISK_FULL: &str = "disk.full";
}
