//! What a check says: codes with their places; the window words them.

use crate::mask::DataKind;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "FindingSeverity"))]
pub enum Severity {
    /// 必须修改: blocks 提交签发 and 签发
    MustFix,
    /// 建议修改
    ShouldFix,
}

/// What a letter has to say; which of them, per kind, is the policy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LetterElement"))]
pub enum Element {
    /// 谁去看的
    Who,
    /// 看到什么
    Seen,
    /// 怎么处理
    Handled,
    /// 何时完成
    When,
    /// 法律依据
    Basis,
    /// 找谁联系
    Contact,
    /// 信访请求 (信访工作条例 Art. 32)
    Request,
    /// 处理意见 (Art. 32)
    Opinion,
    /// 复查: within how long, at whom (Art. 35)
    Remedy,
    /// 接收情况 (Art. 23)
    Receipt,
    /// 处理途径和程序 (Art. 23)
    Route,
    Reason,
    /// whom to ask instead
    ReferTo,
    NewDate,
    /// 补正什么
    Ask,
    Parties,
    Agreed,
    Present,
    Decided,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "FindingCode"))]
pub enum Code {
    /// 【延期理由】: a blank of the template or of a standard text
    #[serde(rename = "unfilled")]
    Unfilled,
    /// 尽快 without a date ahead
    #[serde(rename = "vague.date")]
    VagueDate,
    /// 相关部门 without a named one
    #[serde(rename = "vague.body")]
    VagueBody,
    /// 高度重视 without a date or a name: nothing was done
    #[serde(rename = "vague.act")]
    VagueAct,
    #[serde(rename = "person.phone")]
    Phone,
    #[serde(rename = "person.id_number")]
    IdNumber,
    #[serde(rename = "person.email")]
    Email,
    #[serde(rename = "person.plate")]
    Plate,
    /// to the room: the public answer stops at the building
    #[serde(rename = "person.address")]
    Address,
    #[serde(rename = "person.name")]
    Name,
    /// of who complained (信访工作条例 Art. 30: not to be told to the accused)
    #[serde(rename = "person.informant")]
    Informant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LetterPart"))]
pub enum Part {
    Title,
    /// looked at for blanks only: it is a name
    Addressee,
    Body,
    Note,
    Attachment,
}

/// In characters from 0, within one paragraph of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LetterPlace"))]
pub struct Place {
    pub part: Part,
    /// of the body or of the attachments, from 0
    pub paragraph: u32,
    pub start: u32,
    pub end: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LetterFinding"))]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    pub place: Place,
    /// as it stands there
    pub text: String,
    /// what could stand there; 【…】 in it is left to fill in
    pub instead: Option<String>,
}

/// A finding that its writer decided to keep, wherever the words stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct KeptFinding {
    pub code: Code,
    pub text: String,
}

impl KeptFinding {
    /// What must be fixed cannot be kept.
    pub fn is_of(&self, finding: &Finding) -> bool {
        finding.severity == Severity::ShouldFix
            && (self.code, &self.text) == (finding.code, &finding.text)
    }
}

/// Why an element that is begun does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Lacking {
    Name,
    Phone,
    Date,
    /// 依据有关规定, but which
    Rule,
    /// to whom one may turn
    Body,
}

/// One thing the letter has to say, and where it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ElementSaid"))]
pub struct Said {
    pub element: Element,
    /// of leaving it out
    pub severity: Severity,
    /// None: it is missing
    pub place: Option<Place>,
    /// in a few words
    pub text: String,
    pub lacking: Option<Lacking>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// 该说清的六件事, in the policy's order
    pub elements: Vec<Said>,
    /// 检查发现: what must be fixed first, then in the order of the text
    pub findings: Vec<Finding>,
}

impl Findings {
    /// How many things block sign-off.
    pub fn must_fix(&self) -> usize {
        self.missing().count() + self.blocking().count()
    }

    pub(super) fn missing(&self) -> impl Iterator<Item = &Said> {
        let must = |said: &&Said| said.place.is_none() && said.severity == Severity::MustFix;
        self.elements.iter().filter(must)
    }

    pub(super) fn blocking(&self) -> impl Iterator<Item = &Finding> {
        let must = |finding: &&Finding| finding.severity == Severity::MustFix;
        self.findings.iter().filter(must)
    }
}

impl Code {
    /// the kind of personal data it is about
    pub(super) fn data(self) -> Option<DataKind> {
        match self {
            Code::Unfilled | Code::VagueDate | Code::VagueBody | Code::VagueAct => None,
            Code::Phone => Some(DataKind::Phone),
            Code::IdNumber => Some(DataKind::IdNumber),
            Code::Email => Some(DataKind::Email),
            Code::Plate => Some(DataKind::Plate),
            Code::Address => Some(DataKind::Address),
            Code::Name | Code::Informant => Some(DataKind::Name),
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Code::Unfilled => "unfilled",
            Code::VagueDate => "vague.date",
            Code::VagueBody => "vague.body",
            Code::VagueAct => "vague.act",
            Code::Phone => "person.phone",
            Code::IdNumber => "person.id_number",
            Code::Email => "person.email",
            Code::Plate => "person.plate",
            Code::Address => "person.address",
            Code::Name => "person.name",
            Code::Informant => "person.informant",
        }
    }
}

impl Element {
    pub fn as_str(self) -> &'static str {
        match self {
            Element::Who => "who",
            Element::Seen => "seen",
            Element::Handled => "handled",
            Element::When => "when",
            Element::Basis => "basis",
            Element::Contact => "contact",
            Element::Request => "request",
            Element::Opinion => "opinion",
            Element::Remedy => "remedy",
            Element::Receipt => "receipt",
            Element::Route => "route",
            Element::Reason => "reason",
            Element::ReferTo => "refer_to",
            Element::NewDate => "new_date",
            Element::Ask => "ask",
            Element::Parties => "parties",
            Element::Agreed => "agreed",
            Element::Present => "present",
            Element::Decided => "decided",
        }
    }
}
