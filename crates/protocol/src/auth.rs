//! Signing in, and keeping signed in. Tokens are opaque random strings; the
//! server keeps their hashes with the device's row.

use casework::{Actor, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Clone, Serialize, Deserialize)]
pub struct SignIn {
    pub user: String,
    pub password: String,
    /// drawn by the desk when its store is made
    pub device: Uuid,
    pub device_name: String,
    /// the refresh token that the desk draws and stores before it asks
    pub refresh: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Session {
    pub access: String,
    /// access tokens live 15 minutes
    pub expires_at: Moment,
    pub person: Actor,
    pub epoch: String,
    pub server_time: Moment,
    /// proves that a sealed export comes from this device and account; the same
    /// for good, so that a laptop that was cut off can still prove it
    pub proof_key: String,
}

/// `POST auth/refresh`: trades the current refresh token for the next, which
/// the desk draws and stores before it asks. The same pair gets the same answer.
#[derive(Clone, Serialize, Deserialize)]
pub struct Refresh {
    pub device: Uuid,
    pub refresh: String,
    pub next: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    Active,
    Retired,
    Wipe,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeviceStatus {
    pub state: DeviceState,
    pub epoch: String,
    /// per office, the feed seq that a backup covers; a retired device, which
    /// reads no feed, learns it here
    #[serde(default)]
    pub safe: BTreeMap<String, u64>,
}
