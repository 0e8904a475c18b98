//! The kinds of letters. What each must say is data, and not of this crate: here only its name is printed.

use serde::{Deserialize, Serialize};

/// Names are the interface's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Reply,
    OfficialReply,
    Acceptance,
    Rejection,
    Extension,
    Transfer,
    Opinion,
    Supplement,
    Mediation,
    Minutes,
}

impl Kind {
    /// 答复函, 复函, …
    pub fn name(self) -> &'static str {
        match self {
            Kind::Reply => "答复函",
            Kind::OfficialReply => "复函",
            Kind::Acceptance => "受理告知书",
            Kind::Rejection => "不予受理告知书",
            Kind::Extension => "延期告知书",
            Kind::Transfer => "转办函",
            Kind::Opinion => "处理意见书",
            Kind::Supplement => "补正告知书",
            Kind::Mediation => "调解协议书",
            Kind::Minutes => "联席会议纪要",
        }
    }
}
