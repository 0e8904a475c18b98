//! Time limits as data: which clock runs for which matter, how long, in which
//! unit, from when, what stops it, by which article. Every rule names its source.

mod book;
mod hours;
mod set;
mod table;

pub use book::Rules;
pub use hours::{HoursError, OfficeHours};
pub use set::RuleSet;
pub use table::RulesError;

use crate::ids::OfficeId;
use serde::{Deserialize, Serialize};

/// What a case is in the eyes of the law; chosen at registration.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Matter {
    #[default]
    Hotline,
    /// 信访事项
    Petition,
    /// 依申请公开
    Disclosure,
}

/// What a limit is for. Those of the case run by its events ([`crate::clocks`]);
/// the others are kept beside them as the law has them, for people to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ClockKind {
    /// 签收
    SignFor,
    /// 答复, the office's
    Answer,
    /// 重办: the answer after a reopening
    Rework,
    /// 退单: until when a return may be asked for; not a due date
    ReturnWindow,
    /// 答复市民: what the citizen may count on, whichever office has the case
    Citizen,
    /// 登记受理
    Acceptance,
    /// 受理告知
    ReceiptNotice,
    /// 转送交办, by the petition department
    Transfer,
    /// 一次性补正告知
    SupplementNotice,
    /// 第三方意见
    Consultation,
    /// 主动公开
    Publication,
    /// 申请复查, by the citizen
    Review,
    /// 申请复核, by the citizen
    SecondReview,
    /// a task of a joint meeting; its date is the meeting's, not a rule's
    Task,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Unit {
    /// 工作日
    WorkingDay,
    /// 日
    CalendarDay,
    /// 工作时, within the office's hours
    WorkingHour,
}

/// The event a limit is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum CountedFrom {
    /// where a source does not say otherwise
    #[default]
    Receipt,
    Acceptance,
    /// to the office that has the case
    Dispatch,
    /// to the first office that had it
    FirstDispatch,
    SignFor,
    Reopening,
    /// 收到书面答复
    Reply,
    /// 收到征求意见书; no event of a case
    ConsultationNotice,
    /// 信息形成或变更; no event of a case
    Publication,
}

/// Why a clock stands still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PauseReason {
    /// 补正
    #[default]
    Supplement,
    /// 征求意见
    Consultation,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    pub matter: Matter,
    pub clock: ClockKind,
    /// national, hotline, zhejiang, …: whose rule it is
    #[serde(default)]
    pub scope: String,
    /// A rule that is off is kept for reference and binds nobody.
    #[serde(default = "table::yes", with = "table::yes_no")]
    pub on: bool,
    /// Binds cases of these categories only: the beginning of their code, e.g. S2.
    #[serde(default)]
    pub category: Option<String>,
    /// Binds this office only.
    #[serde(default)]
    pub office: Option<OfficeId>,
    pub limit: u32,
    pub unit: Unit,
    #[serde(default, deserialize_with = "table::blank_is_receipt")]
    pub counted_from: CountedFrom,
    /// The most that an extension may add, in `unit`; None: it cannot be extended.
    pub extension_cap: Option<u32>,
    /// A 日 limit that ends on a day off runs to the next working day.
    #[serde(with = "table::yes_no")]
    pub next_working_day: bool,
    /// Pauses that stop this clock.
    #[serde(default = "table::every_pause", with = "table::words")]
    pub stopped_by: Vec<PauseReason>,
    /// e.g. 信访工作条例第三十四条
    pub article: String,
    /// edition of the article, e.g. 本地规则 2026-03 版
    pub basis: String,
    /// where it was read
    #[serde(default)]
    pub source: String,
}

impl Rule {
    /// How closely the rule is meant for such a case; None: not for it.
    fn fits(&self, category: &str, office: Option<&OfficeId>) -> Option<(bool, usize)> {
        let of_office = match &self.office {
            Some(only) if office != Some(only) => return None,
            only => only.is_some(),
        };
        match &self.category {
            Some(prefix) if !category.starts_with(prefix.as_str()) => None,
            prefix => Some((of_office, prefix.as_ref().map_or(0, String::len))),
        }
    }
}
