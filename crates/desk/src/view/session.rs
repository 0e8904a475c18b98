//! Who is signed in, and what the window should show first.

use casework::{OfficeId, Role, UserId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SyncStatus;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// no store yet, or signed out
    SignIn,
    /// a store is there, its key is not: ask for the passphrase
    Locked,
    /// the first pull is under way; the list may be shown once cases are in
    FirstSync,
    Ready,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AppStatus {
    pub phase: Phase,
    /// e.g. `https://lianxin.example`, as last used
    pub server: String,
    /// the account last used, offered again
    pub user: String,
    pub person: Option<PersonView>,
    pub version: String,
    /// China date of now, by this computer's clock
    pub today: String,
    /// last day of the published calendar
    pub calendar_until: Option<String>,
    /// it ends within three months, and this person can see to it
    pub calendar_ends_soon: bool,
    /// the store of this computer was erased: why, until somebody signs in
    pub erased: Option<super::CommandError>,
    pub sync: SyncStatus,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonView {
    pub user: UserId,
    pub name: String,
    pub role: Role,
    pub office: Option<OfficeId>,
    pub office_name: String,
    /// 宁波市鄞州区白鹤街道办事处
    pub office_legal_name: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignInInput {
    pub server: String,
    pub user: String,
    pub password: String,
    /// protects the store where the computer keeps no keys; required then
    pub passphrase: Option<String>,
}
