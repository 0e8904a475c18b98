//! The one quiet place for sync: what the foot of the navigation says.

use crate::engine::Farewell;
use casework::Moment;

#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Status {
    pub running: bool,
    pub synced_at: Option<Moment>,
    /// actions without a receipt
    pub pending: u64,
    pub photos_waiting: u64,
    pub photos_total: u64,
    /// 需处理
    pub attention: u64,
    /// cases that the search does not see yet
    pub unindexed: u64,
    pub offline_since: Option<Moment>,
    pub next_try_at: Option<Moment>,
    pub paused: bool,
    pub needs_sign_in: bool,
    /// code of the last error, unless it was only being offline
    pub error: Option<String>,
    /// what the centre decided about this computer
    pub farewell: Option<Farewell>,
    /// server's clock minus this desk's, in ms
    pub clock_skew_ms: i64,
}
