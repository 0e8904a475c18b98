//! What happened: events are the only history.

use crate::action::{
    ClosingForm, FollowUp, PostalAddress, Rating, Registration, ReplyBy, ReturnCode,
};
use crate::deadline::Due;
use crate::escalation::Escalation;
use crate::ids::{ActionId, CaseId, LetterId, OfficeId, UserId};
use crate::joint::TaskOrder;
use crate::letter::{DocumentNumber, FiledPdf, LetterContent, LetterKind};
use crate::lint::KeptFinding;
use crate::moment::Moment;
use crate::role::Role;
use crate::rules::ClockKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Who did it, as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub user: UserId,
    pub name: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// when the server decided; on a desk, while unsent, when the person acted
    pub at: Moment,
    pub by: By,
    /// the action that brought it about; None for the server's own and for registrations
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionId>,
    /// when the person acted, by their device's clock, where that differs from `at`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_at: Option<Moment>,
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What was found on site (诉求是否属实).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Finding {
    True,
    Partly,
    NotTrue,
    /// 未见到
    NotSeen,
}

/// A photo as a visit refers to it; its bytes travel apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoRef {
    /// of the original bytes, lower-case hex
    pub sha256: String,
    pub size: u64,
    pub name: String,
    /// jpeg, png, webp, heic, gif, bmp
    pub format: String,
    /// upright
    pub width: u32,
    pub height: u32,
    /// wall-clock time as the camera wrote it, with an offset only if it had one
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<f64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// a small upright JPEG, base64; shown where the bytes have not arrived
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
}

/// 现场核查: its id is the id of the action that logged it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitRecord {
    /// when the person was there
    pub at: Moment,
    pub note: String,
    /// 同行人
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub companions: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<f64>,
    /// why there is no photo, asked once
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_photo_reason: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoRef>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    Registered {
        registration: Registration,
        /// version of the rules in force; the case stays under it
        #[serde(default = "first_version")]
        rules: u32,
    },
    Accepted,
    Rejected {
        reason: String,
        refer_to: String,
    },
    Dispatched {
        office: OfficeId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<OfficeId>,
    },
    SignedFor,
    SignForUndone,
    VisitLogged {
        visit: VisitRecord,
    },
    ContactLogged {
        note: String,
    },
    ReturnRequested {
        reason: String,
        #[serde(default)]
        code: ReturnCode,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<ActionId>,
    },
    ReturnRuled {
        upheld: bool,
        reason: String,
    },
    ExtensionRequested {
        request: ActionId,
        days: u32,
        reason: String,
    },
    ExtensionApproved {
        request: ActionId,
        days: u32,
    },
    ExtensionRefused {
        request: ActionId,
        reason: String,
    },
    SupplementAsked {
        ask: String,
    },
    SupplementReceived {
        text: String,
    },
    ConsultationAsked {
        whom: String,
        question: String,
    },
    OpinionReceived {
        text: String,
    },
    AssistInvited {
        office: OfficeId,
        ask: String,
    },
    AssistSignedFor {
        office: OfficeId,
    },
    AssistContributed {
        office: OfficeId,
        text: String,
    },
    AssistReleased {
        office: OfficeId,
        reason: String,
    },
    ReferredToMeeting {
        reason: String,
    },
    JointlyDecided {
        held_on: NaiveDate,
        decision: String,
        tasks: Vec<TaskOrder>,
    },
    TaskCompleted {
        task: u32,
        note: String,
    },
    ExtensionNotified {
        means: ReplyBy,
    },
    Merged {
        into: CaseId,
        number: String,
    },
    Absorbed {
        case: CaseId,
        number: String,
    },
    AbsorbedAnswered {
        case: CaseId,
        number: String,
        means: ReplyBy,
    },
    Supervised {
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    SupervisionEnded {
        reason: String,
    },
    /// set off by the clock (催办)
    Escalated {
        escalation: Escalation,
    },
    FollowedUp {
        follow_up: FollowUp,
    },
    Archived,
    LetterDrafted {
        letter: LetterId,
        revision: u32,
        letter_kind: LetterKind,
        content: LetterContent,
        hash: String,
    },
    LetterSubmitted {
        letter: LetterId,
        revision: u32,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<KeptFinding>,
    },
    LetterReturned {
        letter: LetterId,
        revision: u32,
        remark: String,
    },
    LetterSigned {
        letter: LetterId,
        revision: u32,
        hash: String,
        number: DocumentNumber,
        date: NaiveDate,
    },
    LetterFiled {
        letter: LetterId,
        pdf: FiledPdf,
    },
    LetterPrinted {
        letter: LetterId,
        copies: NonZeroU32,
        /// 1 is the first time, every other one a reprint
        time: u32,
    },
    LetterVoided {
        letter: LetterId,
        reason: String,
    },
    LetterServed {
        letter: LetterId,
        means: ReplyBy,
    },
    Replied {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<LetterId>,
        means: ReplyBy,
    },
    Rated {
        rating: Rating,
        note: String,
    },
    Reopened {
        count: u32,
        reason: String,
    },
    Closed {
        form: ClosingForm,
    },
    Withdrawn {
        reason: String,
    },
    PostalAddressCorrected {
        postal: PostalAddress,
    },
    CitizenShown,
    /// A newly published calendar moved the due date; by the server.
    CalendarChanged {
        /// of the calendar
        version: u32,
        /// whose clock, where it is an assisting office's
        #[serde(default, skip_serializing_if = "Option::is_none")]
        office: Option<OfficeId>,
        clock: ClockKind,
        due_before: Due,
        due_after: Due,
    },
}

/// Before there were versions, every case was opened under the first.
fn first_version() -> u32 {
    1
}
