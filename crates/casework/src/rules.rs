//! Time limits as data: which clock runs for which matter, how long, in which
//! unit, from when, by which article.

use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ClockKind {
    /// 签收
    SignFor,
    /// 答复
    Answer,
    /// 重办: the answer after a reopening
    Rework,
    /// 退单: until when a return may be asked for; not a due date
    ReturnWindow,
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
}

/// The event a limit is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    Receipt,
    Acceptance,
    Dispatch,
    SignFor,
    Reopening,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    pub matter: Matter,
    pub clock: ClockKind,
    pub limit: u32,
    pub unit: Unit,
    pub counted_from: CountedFrom,
    /// The most that an extension may add, in `unit`; None: it cannot be extended.
    pub extension_cap: Option<u32>,
    /// A 日 limit that ends on a day off runs to the next working day.
    #[serde(deserialize_with = "yes_no", serialize_with = "to_yes_no")]
    pub next_working_day: bool,
    /// e.g. 信访工作条例第三十四条
    pub article: String,
    /// edition of the article, e.g. 本地规则 2026-03 版
    pub basis: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    pub version: u32,
    /// Yellow from this many working days before the due date (local practice: 1).
    pub yellow_before: u32,
    /// The clock presses again at so many working days past due (local practice: 5 and 15).
    #[serde(default = "five_and_fifteen")]
    pub escalate_overdue: Vec<u32>,
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// National rules and the hotline practice.
    pub fn embedded() -> &'static RuleSet {
        static EMBEDDED: OnceLock<RuleSet> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            RuleSet::from_csv(1, include_str!("../data/default_rules.csv")).unwrap_or_else(
                |error| unreachable!("the embedded rules are read by a test: {error}"),
            )
        })
    }

    pub fn from_csv(version: u32, text: &str) -> Result<Self, csv::Error> {
        let rules = csv::Reader::from_reader(text.as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()?;
        Ok(Self {
            version,
            yellow_before: 1,
            escalate_overdue: five_and_fifteen(),
            rules,
        })
    }

    pub fn rule(&self, matter: Matter, clock: ClockKind) -> Option<&Rule> {
        self.rules
            .iter()
            .find(|rule| rule.matter == matter && rule.clock == clock)
    }
}

fn five_and_fifteen() -> Vec<u32> {
    vec![5, 15]
}

fn yes_no<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    match String::deserialize(from)?.as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(serde::de::Error::custom(format!(
            "“{other}” is neither yes nor no"
        ))),
    }
}

fn to_yes_no<S: serde::Serializer>(value: &bool, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(if *value { "yes" } else { "no" })
}
