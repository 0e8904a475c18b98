//! `GET hello`: who the server is and what it takes. Needs no sign-in.

use casework::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hello {
    /// lowest and highest protocol version
    pub protocol: (u32, u32),
    pub push_floor: u32,
    pub server_time: Moment,
    pub district: String,
    pub limits: Limits,
    /// X25519 public key (hex) that sealed exports are for; pinned at sign-in
    pub sealing_key: String,
}

/// Checked by the desk before an action is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    pub photo_bytes: u64,
    pub photos_per_visit: u32,
    pub note_chars: u32,
    pub body_chars: u32,
    /// of one push
    pub push_actions: u32,
    pub push_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            photo_bytes: 50 * 1024 * 1024,
            photos_per_visit: 30,
            note_chars: 20_000,
            body_chars: 50_000,
            push_actions: 200,
            push_bytes: 8 * 1024 * 1024,
        }
    }
}
