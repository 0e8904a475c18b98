//! What a person can want: the actions, as they travel and are stored.

use crate::escalation::Escalation;
use crate::event::VisitRecord;
use crate::ids::{ActionId, CaseId, LetterId, OfficeId};
use crate::joint::TaskOrder;
use crate::letter::{FiledPdf, LetterContent, LetterKind};
use crate::lint::KeptFinding;
use crate::moment::Moment;
use crate::rules::Matter;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Where a matter came from (来源渠道).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Channel {
    Portal,
    Hotline,
    Wechat,
    Weibo,
    Forum,
    Sms,
    /// 来访
    Visit,
    /// 来信
    Letter,
    Interview,
    Transfer,
}

impl Channel {
    pub const ALL: [Channel; 10] = [
        Channel::Portal,
        Channel::Hotline,
        Channel::Wechat,
        Channel::Weibo,
        Channel::Forum,
        Channel::Sms,
        Channel::Visit,
        Channel::Letter,
        Channel::Interview,
        Channel::Transfer,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Channel::Portal => "portal",
            Channel::Hotline => "hotline",
            Channel::Wechat => "wechat",
            Channel::Weibo => "weibo",
            Channel::Forum => "forum",
            Channel::Sms => "sms",
            Channel::Visit => "visit",
            Channel::Letter => "letter",
            Channel::Interview => "interview",
            Channel::Transfer => "transfer",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citizen {
    pub name: String,
    pub phone: String,
    /// where a letter reaches them; seldom the place that the matter is about
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal: Option<PostalAddress>,
}

/// 通信地址
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    pub address: String,
    /// six digits, or empty where nobody knows it
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<f64>,
}

/// What the dispatch centre writes down when a matter comes in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// YYYYMMDD-NNNN by China day, from the server
    pub number: String,
    pub title: String,
    pub body: String,
    pub matter: Matter,
    /// code of the category table, e.g. S218
    pub category: String,
    pub channel: Channel,
    /// e.g. 论坛「江东那些事」
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    pub citizen: Citizen,
    pub community: String,
    pub place: Place,
    /// when the citizen sent it
    pub submitted_at: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ReplyBy {
    Post,
    Hand,
    Sms,
    Portal,
    Phone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Rating {
    Satisfied,
    Basically,
    Dissatisfied,
}

/// 退单理由. The words beside it say more; the ruling looks at both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ReturnCode {
    /// 不属本单位职责
    NotOurDuty,
    /// 不在本辖区
    NotOurArea,
    /// 与在办工单重复
    Duplicate,
    /// 诉求不清，无法联系
    Unclear,
    #[default]
    Other,
}

impl ReturnCode {
    pub const ALL: [ReturnCode; 5] = [
        ReturnCode::NotOurDuty,
        ReturnCode::NotOurArea,
        ReturnCode::Duplicate,
        ReturnCode::Unclear,
        ReturnCode::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ReturnCode::NotOurDuty => "not_our_duty",
            ReturnCode::NotOurArea => "not_our_area",
            ReturnCode::Duplicate => "duplicate",
            ReturnCode::Unclear => "unclear",
            ReturnCode::Other => "other",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// 回访: what the centre heard from the citizen. Only valid ones count in the
/// three rates (DOMAIN.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FollowUp {
    /// the citizen was reached and answered
    pub valid: bool,
    /// the office had contacted the citizen
    pub contacted: bool,
    pub solved: Degree,
    #[serde(default)]
    pub rating: Option<Rating>,
    #[serde(default)]
    pub note: String,
}

/// Yes, in part, or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Degree {
    Yes,
    Partly,
    No,
}

/// 办结表. Internal handling and public reply are kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClosingForm {
    /// 诉求是否属实
    #[serde(rename = "true")]
    pub is_true: Degree,
    /// 是否超出职责
    pub beyond_duty: bool,
    /// 是否联系群众
    pub contacted: bool,
    /// 是否解决
    pub solved: Degree,
    /// 未解决原因; required unless solved is yes
    #[serde(default)]
    pub unsolved_reason: Option<String>,
    /// 办理情况, internal
    pub handling: String,
    /// 公开答复内容
    pub public_reply: String,
}

/// A person's intent. `kind` is its stable code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    // The dispatch centre.
    Accept,
    Reject {
        reason: String,
        refer_to: String,
    },
    Dispatch {
        office: OfficeId,
    },
    RuleReturn {
        upheld: bool,
        reason: String,
    },
    RecordRating {
        rating: Rating,
        note: String,
    },
    /// 回访
    RecordFollowUp {
        follow_up: FollowUp,
    },
    Reopen {
        reason: String,
    },
    Withdraw {
        reason: String,
    },
    /// 并案: this case ends in the one that goes on
    Merge {
        into: CaseId,
        number: String,
    },
    /// 督办
    Supervise {
        reason: String,
        #[serde(default)]
        until: Option<NaiveDate>,
    },
    EndSupervision {
        reason: String,
    },
    /// 联席会议: the decision and the tasks it gives
    DecideJointly {
        held_on: NaiveDate,
        decision: String,
        tasks: Vec<TaskOrder>,
    },
    Archive,
    // The office.
    SignFor,
    UndoSignFor,
    LogVisit {
        visit: VisitRecord,
    },
    LogContact {
        note: String,
    },
    RequestReturn {
        reason: String,
        #[serde(default)]
        code: ReturnCode,
        /// visits of this case that show it
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<ActionId>,
    },
    RequestExtension {
        days: u32,
        reason: String,
    },
    AskSupplement {
        ask: String,
    },
    ReceiveSupplement {
        text: String,
    },
    /// 征求意见
    Consult {
        whom: String,
        question: String,
    },
    ReceiveOpinion {
        text: String,
    },
    /// 会办: asks another office to assist
    InviteAssist {
        office: OfficeId,
        ask: String,
    },
    /// the lead goes on without that office
    ReleaseAssist {
        office: OfficeId,
        reason: String,
    },
    /// the lead asks for a joint meeting
    ReferToMeeting {
        reason: String,
    },
    /// 延期告知: the citizen was told
    NotifyExtension {
        by: ReplyBy,
    },
    /// a citizen whose case was merged into this one was answered
    AnswerAbsorbed {
        case: CaseId,
        by: ReplyBy,
    },
    // An assisting office.
    SignForAssist,
    Contribute {
        text: String,
    },
    CompleteTask {
        task: u32,
        note: String,
    },
    DraftLetter {
        letter: LetterId,
        letter_kind: LetterKind,
        content: LetterContent,
    },
    SubmitLetter {
        letter: LetterId,
        hash: String,
        /// 本处保留: what the writer was advised to change and did not
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<KeptFinding>,
    },
    RecordReply {
        letter: Option<LetterId>,
        by: ReplyBy,
    },
    /// A letter that is not the answer, or one sent again, reached its addressee
    ServeLetter {
        letter: LetterId,
        by: ReplyBy,
    },
    /// A signed letter lies printed before the person
    PrintLetter {
        letter: LetterId,
        copies: NonZeroU32,
    },
    Close {
        form: ClosingForm,
    },
    /// 通信地址: learnt or corrected, so that a letter reaches the citizen
    CorrectPostalAddress {
        postal: PostalAddress,
    },
    /// 显示: seeing a citizen's full name and phone is an act that is logged
    ShowCitizen,
    // The head of the office.
    ApproveExtension {
        request: ActionId,
    },
    RefuseExtension {
        request: ActionId,
        reason: String,
    },
    ReturnLetter {
        letter: LetterId,
        remark: String,
    },
    SignLetter {
        letter: LetterId,
        hash: String,
    },
    VoidLetter {
        letter: LetterId,
        reason: String,
    },
    // The server itself.
    FileLetter {
        letter: LetterId,
        pdf: FiledPdf,
    },
    /// the other half of a merge, on the case that goes on
    Absorb {
        case: CaseId,
        number: String,
    },
    Escalate {
        escalation: Escalation,
    },
}

/// The name of an action, for questions such as “may I?”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Act {
    Accept,
    Reject,
    Dispatch,
    RuleReturn,
    RecordRating,
    Reopen,
    Withdraw,
    SignFor,
    UndoSignFor,
    LogVisit,
    LogContact,
    RequestReturn,
    RequestExtension,
    AskSupplement,
    ReceiveSupplement,
    DraftLetter,
    SubmitLetter,
    RecordReply,
    ServeLetter,
    PrintLetter,
    Close,
    CorrectPostalAddress,
    ShowCitizen,
    ApproveExtension,
    RefuseExtension,
    ReturnLetter,
    SignLetter,
    VoidLetter,
    FileLetter,
    RecordFollowUp,
    Merge,
    Supervise,
    EndSupervision,
    DecideJointly,
    Archive,
    Consult,
    ReceiveOpinion,
    InviteAssist,
    ReleaseAssist,
    ReferToMeeting,
    NotifyExtension,
    AnswerAbsorbed,
    SignForAssist,
    Contribute,
    CompleteTask,
    Absorb,
    Escalate,
}

impl Action {
    pub fn act(&self) -> Act {
        match self {
            Action::Accept => Act::Accept,
            Action::Reject { .. } => Act::Reject,
            Action::Dispatch { .. } => Act::Dispatch,
            Action::RuleReturn { .. } => Act::RuleReturn,
            Action::RecordRating { .. } => Act::RecordRating,
            Action::Reopen { .. } => Act::Reopen,
            Action::Withdraw { .. } => Act::Withdraw,
            Action::SignFor => Act::SignFor,
            Action::UndoSignFor => Act::UndoSignFor,
            Action::LogVisit { .. } => Act::LogVisit,
            Action::LogContact { .. } => Act::LogContact,
            Action::RequestReturn { .. } => Act::RequestReturn,
            Action::RequestExtension { .. } => Act::RequestExtension,
            Action::AskSupplement { .. } => Act::AskSupplement,
            Action::ReceiveSupplement { .. } => Act::ReceiveSupplement,
            Action::DraftLetter { .. } => Act::DraftLetter,
            Action::SubmitLetter { .. } => Act::SubmitLetter,
            Action::RecordReply { .. } => Act::RecordReply,
            Action::ServeLetter { .. } => Act::ServeLetter,
            Action::PrintLetter { .. } => Act::PrintLetter,
            Action::Close { .. } => Act::Close,
            Action::CorrectPostalAddress { .. } => Act::CorrectPostalAddress,
            Action::ShowCitizen => Act::ShowCitizen,
            Action::ApproveExtension { .. } => Act::ApproveExtension,
            Action::RefuseExtension { .. } => Act::RefuseExtension,
            Action::ReturnLetter { .. } => Act::ReturnLetter,
            Action::SignLetter { .. } => Act::SignLetter,
            Action::VoidLetter { .. } => Act::VoidLetter,
            Action::FileLetter { .. } => Act::FileLetter,
            Action::RecordFollowUp { .. } => Act::RecordFollowUp,
            Action::Merge { .. } => Act::Merge,
            Action::Supervise { .. } => Act::Supervise,
            Action::EndSupervision { .. } => Act::EndSupervision,
            Action::DecideJointly { .. } => Act::DecideJointly,
            Action::Archive => Act::Archive,
            Action::Consult { .. } => Act::Consult,
            Action::ReceiveOpinion { .. } => Act::ReceiveOpinion,
            Action::InviteAssist { .. } => Act::InviteAssist,
            Action::ReleaseAssist { .. } => Act::ReleaseAssist,
            Action::ReferToMeeting { .. } => Act::ReferToMeeting,
            Action::NotifyExtension { .. } => Act::NotifyExtension,
            Action::AnswerAbsorbed { .. } => Act::AnswerAbsorbed,
            Action::SignForAssist => Act::SignForAssist,
            Action::Contribute { .. } => Act::Contribute,
            Action::CompleteTask { .. } => Act::CompleteTask,
            Action::Absorb { .. } => Act::Absorb,
            Action::Escalate { .. } => Act::Escalate,
        }
    }
}

impl Act {
    pub const ALL: [Act; 47] = [
        Act::Accept,
        Act::Reject,
        Act::Dispatch,
        Act::RuleReturn,
        Act::RecordRating,
        Act::Reopen,
        Act::Withdraw,
        Act::SignFor,
        Act::UndoSignFor,
        Act::LogVisit,
        Act::LogContact,
        Act::RequestReturn,
        Act::RequestExtension,
        Act::AskSupplement,
        Act::ReceiveSupplement,
        Act::DraftLetter,
        Act::SubmitLetter,
        Act::RecordReply,
        Act::ServeLetter,
        Act::PrintLetter,
        Act::Close,
        Act::CorrectPostalAddress,
        Act::ShowCitizen,
        Act::ApproveExtension,
        Act::RefuseExtension,
        Act::ReturnLetter,
        Act::SignLetter,
        Act::VoidLetter,
        Act::FileLetter,
        Act::RecordFollowUp,
        Act::Merge,
        Act::Supervise,
        Act::EndSupervision,
        Act::DecideJointly,
        Act::Archive,
        Act::Consult,
        Act::ReceiveOpinion,
        Act::InviteAssist,
        Act::ReleaseAssist,
        Act::ReferToMeeting,
        Act::NotifyExtension,
        Act::AnswerAbsorbed,
        Act::SignForAssist,
        Act::Contribute,
        Act::CompleteTask,
        Act::Absorb,
        Act::Escalate,
    ];

    /// The code as it stands in JSON, e.g. `sign_for`.
    pub fn code(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(code)) => code,
            _ => unreachable!("a unit variant is written as a string"),
        }
    }

    /// May an office that had the case before still add it? What was seen or said
    /// was so, wherever the case is by now.
    pub fn outlives_access(self) -> bool {
        matches!(self, Act::LogVisit | Act::LogContact)
    }

    /// Does it only append, whatever else happened to the case meanwhile?
    pub fn appends(self) -> bool {
        matches!(
            self,
            Act::LogVisit
                | Act::LogContact
                | Act::ShowCitizen
                | Act::DraftLetter
                | Act::PrintLetter
                | Act::NotifyExtension
                | Act::Contribute
        )
    }
}
