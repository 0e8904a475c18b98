//! One case in full, and the acts on it.

use casework::action::{Act, ClosingForm, ReplyBy, ReturnCode};
use casework::deadline::Derivation;
use casework::rules::{ClockKind, Matter};
use casework::{ActionId, CaseId, LetterId, OfficeId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::{CaseRow, CommandError, LetterRow};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CaseView {
    pub row: CaseRow,
    pub matter: Matter,
    pub category_name: String,
    /// e.g. 论坛「江东那些事」
    pub origin: Option<String>,
    pub body: String,
    pub registered_at: i64,
    pub submitted_at: i64,
    /// masked
    pub citizen_name: String,
    /// masked
    pub citizen_phone: String,
    /// 通信地址: whether a letter can be sent, not where to
    pub citizen_postal: bool,
    pub address: String,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub office_name: String,
    /// the clock that matters now, or mattered last
    pub deadline: Option<DeadlineView>,
    /// what the citizen may count on, where a reassignment gave the office more time
    pub citizen_deadline: Option<DeadlineView>,
    pub photos: Vec<PhotoView>,
    /// newest first
    pub timeline: Vec<TimelineEntry>,
    pub letters: Vec<LetterRow>,
    /// allowed acts, in the order of the head
    pub allowed: Vec<Act>,
    /// 现在还不能
    pub not_yet: Vec<NotYet>,
    /// the one primary act
    pub next: Option<Act>,
    pub extension_request: Option<ExtensionView>,
    pub closing: Option<ClosingForm>,
    /// a visit draft was left open
    pub visit_draft: bool,
    pub extension_limit: u32,
    /// 延期 was approved and the citizen does not know yet
    pub extension_notice_owed: bool,
    pub supervision: Option<SupervisionView>,
    /// 会办
    pub assists: Vec<AssistView>,
    /// of joint meetings
    pub tasks: Vec<TaskView>,
    /// 并案: merged into this case
    pub absorbed: Vec<AbsorbedView>,
    /// offices that could be asked to assist
    pub others: Vec<OfficeName>,
    /// visits that a return may show as evidence, newest first
    pub visits: Vec<VisitName>,
}

/// 督办
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SupervisionView {
    pub by: String,
    /// empty: set off by the clock
    pub reason: String,
    pub until: Option<String>,
    pub since: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeName {
    pub id: OfficeId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssistView {
    pub office: OfficeName,
    pub ask: String,
    pub invited_at: i64,
    pub signed_for: bool,
    /// of the clock that runs; None when nothing is owed
    pub due: Option<String>,
    /// what the office found and did
    pub contribution: Option<String>,
    /// why the lead went on without it
    pub released: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// its number in the case, from 0
    pub task: u32,
    pub office: OfficeName,
    pub what: String,
    pub due: String,
    pub done: Option<String>,
    /// the office of who looks has it
    pub ours: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AbsorbedView {
    pub case: CaseId,
    pub number: String,
    pub answered: Option<ReplyBy>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitName {
    pub id: ActionId,
    pub at: i64,
    pub by: String,
    pub note: String,
    pub photos: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeadlineView {
    pub clock: ClockKind,
    pub state: DeadlineState,
    pub derivation: Derivation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    Running,
    Paused,
    Met,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NotYet {
    pub act: Act,
    pub reason: CommandError,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtensionView {
    pub request: ActionId,
    pub days: u32,
    pub reason: String,
    pub at: i64,
}

/// One line of 经过. `kind` is an event's code; `facts` are its fields, with
/// names in place of ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimelineEntry {
    pub at: i64,
    pub kind: String,
    pub by: String,
    /// acted by the dispatch centre or the server
    pub by_centre: bool,
    #[ts(type = "Record<string, unknown>")]
    pub facts: Map<String, Value>,
    /// not yet sent
    pub pending: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PhotoView {
    pub sha256: String,
    pub name: String,
    pub size: u64,
    pub width: u32,
    pub height: u32,
    pub taken_at: Option<String>,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub caption: String,
    /// when it was logged or added
    pub at: i64,
    pub visit: Option<ActionId>,
    pub state: PhotoState,
    /// for `<img>`: served by the shell after checking the case
    pub thumbnail_url: String,
    pub url: String,
    pub faults: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhotoState {
    /// 已保存在本机
    Local,
    /// 已送达中心
    Received,
    /// on the server only
    Remote,
}

/// Shown once asked for, and that is logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitizenView {
    pub name: String,
    pub phone: String,
    pub postal_address: Option<String>,
    pub postcode: String,
}

/// The acts that need no screen of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActInput {
    SignFor,
    /// 撤销 within the time that `Acted` says
    UndoSignFor,
    LogContact {
        note: String,
    },
    CorrectPostalAddress {
        address: String,
        /// six digits or empty
        postcode: String,
    },
    RequestReturn {
        reason: String,
        code: ReturnCode,
        /// visits that show it
        evidence: Vec<ActionId>,
    },
    RequestExtension {
        days: u32,
        reason: String,
    },
    ApproveExtension {
        request: ActionId,
    },
    RefuseExtension {
        request: ActionId,
        reason: String,
    },
    AskSupplement {
        ask: String,
    },
    ReceiveSupplement {
        text: String,
    },
    Consult {
        whom: String,
        question: String,
    },
    ReceiveOpinion {
        text: String,
    },
    InviteAssist {
        office: OfficeId,
        ask: String,
    },
    ReleaseAssist {
        office: OfficeId,
        reason: String,
    },
    SignForAssist,
    Contribute {
        text: String,
    },
    ReferToMeeting {
        reason: String,
    },
    CompleteTask {
        task: u32,
        note: String,
    },
    NotifyExtension {
        by: ReplyBy,
    },
    AnswerAbsorbed {
        case: CaseId,
        by: ReplyBy,
    },
    ServeLetter {
        letter: LetterId,
        by: ReplyBy,
    },
    RecordReply {
        letter: Option<LetterId>,
        by: ReplyBy,
    },
    Close {
        form: ClosingForm,
    },
}

/// What an act changed, and until when it can be undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Acted {
    pub actions: Vec<ActionId>,
    /// UTC ms; only 签收
    pub undo_until: Option<i64>,
    pub changed: Vec<CaseRow>,
    /// of several cases, those that were refused
    pub refused: Vec<RefusedCase>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RefusedCase {
    pub case: CaseId,
    pub number: String,
    pub reason: CommandError,
}
