//! What a person can want: the actions, as they travel and are stored.

use crate::event::VisitRecord;
use crate::ids::{ActionId, LetterId, OfficeId};
use crate::letter::{FiledPdf, LetterContent, LetterKind};
use crate::moment::Moment;
use crate::rules::Matter;
use serde::{Deserialize, Serialize};

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
    Reopen {
        reason: String,
    },
    Withdraw {
        reason: String,
    },
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
    DraftLetter {
        letter: LetterId,
        letter_kind: LetterKind,
        content: LetterContent,
    },
    SubmitLetter {
        letter: LetterId,
        hash: String,
    },
    RecordReply {
        letter: Option<LetterId>,
        by: ReplyBy,
    },
    Close {
        form: ClosingForm,
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
    Close,
    ShowCitizen,
    ApproveExtension,
    RefuseExtension,
    ReturnLetter,
    SignLetter,
    VoidLetter,
    FileLetter,
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
            Action::Close { .. } => Act::Close,
            Action::ShowCitizen => Act::ShowCitizen,
            Action::ApproveExtension { .. } => Act::ApproveExtension,
            Action::RefuseExtension { .. } => Act::RefuseExtension,
            Action::ReturnLetter { .. } => Act::ReturnLetter,
            Action::SignLetter { .. } => Act::SignLetter,
            Action::VoidLetter { .. } => Act::VoidLetter,
            Action::FileLetter { .. } => Act::FileLetter,
        }
    }
}

impl Act {
    /// The code as it stands in JSON, e.g. `sign_for`.
    pub fn code(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(code)) => code,
            _ => unreachable!("a unit variant is written as a string"),
        }
    }

    /// Does it only append, whatever else happened to the case meanwhile?
    pub fn appends(self) -> bool {
        matches!(
            self,
            Act::LogVisit | Act::LogContact | Act::ShowCitizen | Act::DraftLetter
        )
    }
}
