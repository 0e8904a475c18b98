//! `GET hello`: who the server is and what it takes. Needs no sign-in.

use casework::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// the faces that letters are set in, the most wanted first, by their role
    /// (`fang`, `kai`, …); a preview uses them too, as far as the desk has them
    #[serde(default)]
    pub fonts: BTreeMap<String, Vec<String>>,
}

/// Which desks a server serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    pub push_floor: u32,
    pub lowest: u32,
    pub highest: u32,
}

/// What a server does for a desk of some version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    All,
    /// takes its work and its photos, and gives it nothing to read
    HandIn,
    None,
}

impl Versions {
    pub const OURS: Self = Self {
        push_floor: crate::PUSH_FLOOR,
        lowest: crate::READ_FLOOR,
        highest: crate::VERSION,
    };

    /// A desk that is newer than the server still speaks what the server knows.
    pub fn service(&self, version: u32) -> Service {
        match version {
            _ if version < self.push_floor => Service::None,
            _ if version < self.lowest => Service::HandIn,
            _ => Service::All,
        }
    }
}

impl Hello {
    pub fn versions(&self) -> Versions {
        let (lowest, highest) = self.protocol;
        Versions {
            push_floor: self.push_floor,
            lowest,
            highest,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_the_range_work_is_taken_down_to_the_push_floor() {
        let versions = Versions {
            push_floor: 2,
            lowest: 4,
            highest: 5,
        };
        let service = [1, 2, 3, 4, 5, 6].map(|version| versions.service(version));
        use Service::*;
        assert_eq!(service, [None, HandIn, HandIn, All, All, All]);
    }
}
