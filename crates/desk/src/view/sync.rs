//! One quiet status, and the panel behind it.

use casework::{ActionId, CaseId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// never tried yet
    #[default]
    Unknown,
    Synced,
    Syncing,
    Offline,
    /// the centre wants the password again
    SignInAgain,
    Paused,
}

/// Emitted as the event `sync` whenever it changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncStatus {
    pub state: SyncState,
    /// unsent actions
    pub pending: u32,
    pub photos_sent: u32,
    pub photos_total: u32,
    /// 需处理
    pub attention: u32,
    pub synced_at: Option<i64>,
    pub offline_since: Option<i64>,
    /// next try, UTC ms
    pub retry_at: Option<i64>,
    pub error: Option<super::CommandError>,
    /// while pulling
    pub progress: Option<SyncProgress>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncPhase {
    /// 建立本机加密资料库
    Store,
    /// 街道、社区、人员; 节假日安排、时限规则
    District,
    /// 工单
    Cases,
    /// 照片
    Photos,
    /// 搜索索引
    Index,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncProgress {
    pub phase: SyncPhase,
    pub done: u64,
    /// 0 when not known
    pub total: u64,
    pub bytes: u64,
    pub offices: u32,
    pub communities: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncPanel {
    pub status: SyncStatus,
    /// in the order of sending
    pub outbox: Vec<OutboxRow>,
    /// at most 20
    pub photos: Vec<PhotoUpload>,
    pub photos_waiting: u32,
    pub photos_bytes: u64,
    pub in_store: u32,
    pub folder: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OutboxRow {
    pub seq: u64,
    pub id: ActionId,
    /// an action's code, e.g. `log_visit`
    pub kind: String,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub at: i64,
    pub held: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhotoUpload {
    pub sha256: String,
    pub name: String,
    pub size: u64,
    pub sent: u64,
    pub error: Option<String>,
}

/// A sealed file with what was not sent, for the centre to import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    pub path: String,
    pub actions: u32,
    pub photos: u32,
    /// of the file
    pub bytes: u64,
    /// not confirmed, so not in it
    pub drafts: u32,
    /// photos that are damaged on this computer, so not in it
    pub damaged: u32,
}

/// 需处理: what the centre did not take as it came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct HeldView {
    pub id: ActionId,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub kind: String,
    pub by: String,
    pub at: i64,
    pub code: String,
    #[ts(type = "Record<string, unknown>")]
    pub facts: Map<String, Value>,
    /// the same fields three times, only those that differ: as the person had
    /// them before them, as they filled them in, as the centre has them now
    #[ts(type = "Record<string, unknown>")]
    pub base: Map<String, Value>,
    #[ts(type = "Record<string, unknown>")]
    pub mine: Map<String, Value>,
    #[ts(type = "Record<string, unknown>")]
    pub theirs: Map<String, Value>,
    /// the last change that the person saw
    pub base_at: Option<i64>,
    /// the last change since
    pub theirs_at: Option<i64>,
    pub theirs_by: Option<String>,
    /// the case is no longer with this office
    pub gone: bool,
    pub head: AskedHead,
    /// the ways there are to settle it; none for a photo
    pub ways: Vec<HeldWay>,
}

/// Has the head of the office been asked to decide?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AskedHead {
    #[default]
    No,
    /// this person asked, and waits
    Waits,
    /// this person is asked
    Asked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeldWay {
    /// 重新提交 on the case as it is now
    Retry,
    /// 改作备注
    Note,
    /// 请分管领导定
    Head,
    /// 已另行处理, with a word on how
    Elsewhere,
}

/// Emitted as the event `changed` after every change of the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Changed {
    /// empty: many
    pub cases: Vec<CaseId>,
    pub overview: super::Overview,
}
