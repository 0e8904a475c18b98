//! What a letter says, and where it stands between draft and printing. How it
//! looks is the `letter` crate's.

use crate::action::ReplyBy;
use crate::case::State;
use crate::ids::{LetterId, UserId};
use crate::lint::KeptFinding;
use crate::moment::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::num::NonZeroU32;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum LetterKind {
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

impl LetterKind {
    pub const ALL: [LetterKind; 10] = [
        LetterKind::Reply,
        LetterKind::OfficialReply,
        LetterKind::Acceptance,
        LetterKind::Rejection,
        LetterKind::Extension,
        LetterKind::Transfer,
        LetterKind::Opinion,
        LetterKind::Supplement,
        LetterKind::Mediation,
        LetterKind::Minutes,
    ];

    pub fn code(self) -> &'static str {
        match self {
            LetterKind::Reply => "reply",
            LetterKind::OfficialReply => "official_reply",
            LetterKind::Acceptance => "acceptance",
            LetterKind::Rejection => "rejection",
            LetterKind::Extension => "extension",
            LetterKind::Transfer => "transfer",
            LetterKind::Opinion => "opinion",
            LetterKind::Supplement => "supplement",
            LetterKind::Mediation => "mediation",
            LetterKind::Minutes => "minutes",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn name(self) -> &'static str {
        match self {
            LetterKind::Reply => "答复函",
            LetterKind::OfficialReply => "复函",
            LetterKind::Acceptance => "受理告知书",
            LetterKind::Rejection => "不予受理告知书",
            LetterKind::Extension => "延期告知书",
            LetterKind::Transfer => "转办函",
            LetterKind::Opinion => "处理意见书",
            LetterKind::Supplement => "补正告知书",
            LetterKind::Mediation => "调解协议书",
            LetterKind::Minutes => "联席会议纪要",
        }
    }

    /// Answers the demand; the others tell of a step on the way (DOMAIN.md).
    pub fn is_answer(self) -> bool {
        match self {
            LetterKind::Reply
            | LetterKind::OfficialReply
            | LetterKind::Opinion
            | LetterKind::Mediation => true,
            LetterKind::Acceptance
            | LetterKind::Rejection
            | LetterKind::Extension
            | LetterKind::Transfer
            | LetterKind::Supplement
            | LetterKind::Minutes => false,
        }
    }
}

/// A paragraph (level 0), a heading (1–4) whose number the layout writes, or a table with what stands above it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Paragraph {
    #[serde(default)]
    pub level: u8,
    #[serde(default)]
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
}

/// A table of simple cells: a list of measures with date and person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Column {
    pub title: String,
    /// its share of the width, by its longest cell where none is given
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// A photo of the case that is printed behind the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AnnexPhoto {
    /// SHA-256 of the original, as in the visit's record
    pub photo: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// who sends it and when it was taken, in the picture itself
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub watermark: bool,
}

impl Paragraph {
    /// What it says in words: a table row by row, cells apart by a stroke.
    pub fn words(&self) -> Cow<'_, str> {
        let Some(table) = &self.table else {
            return Cow::Borrowed(&self.text);
        };
        let titles = table.columns.iter().map(|column| column.title.as_str());
        let titles = titles.collect::<Vec<_>>().join("｜");
        let rows = table.rows.iter().map(|row| row.join("｜"));
        let lines = [self.text.clone(), titles].into_iter().chain(rows);
        let lines: Vec<String> = lines.filter(|line| !line.trim().is_empty()).collect();
        Cow::Owned(lines.join("\n"))
    }

    pub fn is_empty(&self) -> bool {
        self.words().trim().is_empty()
    }
}

/// What the handler writes. Issuer, number, date and seal come with the sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LetterContent {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    pub body: Vec<Paragraph>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// one of the attachments, two a page
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annex: Vec<AnnexPhoto>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copy_to: Vec<String>,
}

impl LetterContent {
    /// SHA-256 of the content; a sign-off names it, so that nobody signs what
    /// they have not seen.
    pub fn hash(&self, kind: LetterKind) -> String {
        let bytes = serde_json::to_vec(&(kind, self)).unwrap_or_default();
        hex::encode(Sha256::digest(bytes))
    }

    pub fn characters(&self) -> usize {
        self.title.chars().count()
            + self
                .body
                .iter()
                .map(|p| p.words().chars().count())
                .sum::<usize>()
    }
}

/// 发文字号: 白鹤街办函〔2026〕12号. Gapless per office, year and word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber {
    pub word: String,
    pub year: i32,
    pub serial: u32,
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}〔{}〕{}号", self.word, self.year, self.serial)
    }
}

/// Reads what `Display` writes.
impl std::str::FromStr for DocumentNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = || {
            let (word, rest) = text.split_once('〔')?;
            let (year, rest) = rest.split_once('〕')?;
            Some(Self {
                word: word.to_owned(),
                year: year.parse().ok()?,
                serial: rest.strip_suffix('号')?.parse().ok()?,
            })
        };
        parts().ok_or_else(|| format!("“{text}” is no document number"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum LetterState {
    Draft,
    Submitted,
    /// 已退回: the head's remark is answered by a new revision
    Returned,
    Signed,
    /// 已打印: in force like a signed one, and on paper
    Printed,
    Voided,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub content: LetterContent,
    pub hash: String,
    pub by: UserId,
    pub by_name: String,
    pub at: Moment,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    pub number: DocumentNumber,
    /// China date of signing: the letter's date
    pub date: NaiveDate,
    pub revision: u32,
    pub by: UserId,
    pub by_name: String,
    pub at: Moment,
}

/// The stored PDF; never made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledPdf {
    pub sha256: String,
    pub size: u64,
    pub pages: u32,
}

/// One time that somebody said it lies printed before them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printing {
    pub copies: NonZeroU32,
    pub by_name: String,
    pub at: Moment,
}

/// 本处保留: for the head to weigh.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub findings: Vec<KeptFinding>,
    pub by_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub id: LetterId,
    pub kind: LetterKind,
    pub state: LetterState,
    /// revision n is at index n − 1; all are kept
    pub revisions: Vec<Revision>,
    pub submitted: Option<(UserId, Moment)>,
    /// with what was handed in last
    #[serde(default)]
    pub kept: Kept,
    pub remark: Option<String>,
    pub signed: Option<SignOff>,
    /// None until the server has rendered it (生成中)
    pub pdf: Option<FiledPdf>,
    pub void_reason: Option<String>,
    /// how and when it went to whom it is addressed
    #[serde(default)]
    pub served: Option<(ReplyBy, Moment)>,
    #[serde(default)]
    pub printed: Vec<Printing>,
}

impl Letter {
    /// The newest revision and its number, from 1.
    pub fn latest(&self) -> Option<(u32, &Revision)> {
        self.revisions
            .last()
            .map(|revision| (self.revisions.len() as u32, revision))
    }

    /// Signed and not voided: it may be sent.
    pub fn in_force(&self) -> bool {
        matches!(self.state, LetterState::Signed | LetterState::Printed)
    }

    /// In the hands of who writes it.
    pub fn is_being_written(&self) -> bool {
        matches!(self.state, LetterState::Draft | LetterState::Returned)
    }

    /// Signed, and neither on paper nor with whom it is addressed to.
    pub fn waits_for_print(&self) -> bool {
        self.state == LetterState::Signed && self.served.is_none()
    }

    /// In force and not served yet, other than by the answer that a case in progress
    /// waits for.
    pub fn waits_for_delivery(&self, state: State) -> bool {
        self.in_force()
            && self.served.is_none()
            && !(self.kind.is_answer() && state == State::InProgress)
    }

    pub fn revision(&self, n: u32) -> Option<&Revision> {
        self.revisions.get(n.checked_sub(1)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentNumber;

    #[test]
    fn a_document_number_is_read_as_it_is_written() {
        let number = DocumentNumber {
            word: "白鹤街办函".into(),
            year: 2026,
            serial: 12,
        };
        assert_eq!(number.to_string().parse(), Ok(number));
        for no_number in [
            "",
            "白鹤街办函12号",
            "白鹤街办函〔2026〕12",
            "函〔二〇〕1号",
        ] {
            assert!(no_number.parse::<DocumentNumber>().is_err(), "{no_number}");
        }
    }
}
