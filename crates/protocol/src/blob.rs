//! Photos and rendered letters, named by their SHA-256. Uploads are resumable
//! (after the IETF draft on resumable uploads): `HEAD` says how far, `PATCH`
//! goes on from there.

use serde::{Deserialize, Serialize};

/// One part of an upload, in bytes.
pub const PART: u64 = 1024 * 1024;

pub const UPLOAD_OFFSET: &str = "upload-offset";
pub const UPLOAD_LENGTH: &str = "upload-length";
/// `1` with the part that completes the upload
pub const UPLOAD_COMPLETE: &str = "upload-complete";
/// `sha-256=:base64:` of the part (RFC 9530)
pub const CONTENT_DIGEST: &str = "content-digest";
/// on the answer to HEAD: `1` when the whole is stored under its hash
pub const STORED: &str = "lianxin-stored";
/// on the answer to HEAD: `1` when a backup covers it
pub const SAFE: &str = "lianxin-safe";

/// The answer to a `PATCH`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReply {
    pub offset: u64,
    /// the whole arrived and hashes to its name
    pub stored: bool,
}
