//! What travels between desk and server, and nothing that sends it: one file
//! per call with its request and reply, the errors with their codes, the range
//! of versions both sides understand, and the file that is carried by hand.

pub mod auth;
pub mod blob;
pub mod digest;
pub mod directory;
pub mod error;
pub mod hello;
pub mod item;
pub mod pull;
pub mod push;
pub mod recovered;
pub mod sealed;
pub mod wait;

pub use error::ApiError;

/// The protocol this build speaks.
pub const VERSION: u32 = 1;
/// The oldest version whose pushes are still taken, for ever growing slowly:
/// a laptop that comes back after a year must be able to hand in its work.
pub const PUSH_FLOOR: u32 = 1;
/// The oldest version that may read: below it a desk only hands in.
pub const READ_FLOOR: u32 = 1;

/// Header with the protocol version of a request.
pub const VERSION_HEADER: &str = "lianxin-protocol";

/// Paths of the calls, so that both sides spell them alike.
pub mod path {
    pub const HELLO: &str = "/sync/v1/hello";
    pub const SIGN_IN: &str = "/sync/v1/auth/sign-in";
    pub const REFRESH: &str = "/sync/v1/auth/refresh";
    pub const SIGN_OUT: &str = "/sync/v1/auth/sign-out";
    pub const PUSH: &str = "/sync/v1/push";
    pub const PULL: &str = "/sync/v1/pull";
    pub const RECOVERED: &str = "/sync/v1/recovered";
    /// with the mark of the last pull in `if-none-match`
    pub const NEWS: &str = "/sync/v1/news";
    pub const WAIT: &str = "/sync/v1/wait";
    pub const DEVICE_STATUS: &str = "/sync/v1/device/status";
    /// followed by `/{sha256}`
    pub const BLOBS: &str = "/sync/v1/blobs";
}
