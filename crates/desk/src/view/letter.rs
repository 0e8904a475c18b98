//! Letters: drafts with their preview, the head's queue, the register.

use casework::letter::{LetterContent, LetterKind, LetterState};
use casework::lint::{Finding, KeptFinding, Said};
use casework::templates::{Occasion, PartStand};
use casework::{CaseId, LetterId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaseRow, CommandError, PhotoView, PrintingView};

/// One letter in a list (草稿, 待签发, 待打印).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LetterRow {
    pub id: LetterId,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
    pub kind: LetterKind,
    pub state: LetterState,
    pub title: String,
    pub addressee: String,
    pub revision: u32,
    /// SHA-256 of the newest revision; a sign-off names it
    pub hash: String,
    pub drafted_by: String,
    pub changed_at: i64,
    pub submitted_at: Option<i64>,
    pub remark: Option<String>,
    /// 白鹤街办函〔2026〕12号
    pub number: Option<String>,
    pub signed_by: Option<String>,
    pub signed_at: Option<i64>,
    /// date of the letter
    pub date: Option<String>,
    pub pages: Option<u32>,
    /// SHA-256 of the stored PDF; none: 生成中
    pub pdf: Option<String>,
    pub void_reason: Option<String>,
    /// how it went to the citizen
    pub replied_by: Option<casework::ReplyBy>,
    pub printed: Vec<PrintingView>,
    /// 送达 answers the case; of another kind it only tells of a step
    pub is_answer: bool,
    pub pending: bool,
    pub due: Option<String>,
    pub due_at: Option<i64>,
    pub lamp: casework::summary::Lamp,
    pub days_left: Option<i32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterList {
    /// drafts and returned ones
    #[default]
    Drafts,
    /// submitted: 待签发
    Submitted,
    /// signed and voided: the register, 待打印
    Register,
}

/// A letter as its editor or its reader needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LetterView {
    pub row: LetterRow,
    pub case: CaseRow,
    pub content: LetterContent,
    /// typed but not yet a revision
    pub unsaved: bool,
    pub saved_at: Option<i64>,
    pub pages: Vec<String>,
    pub preview_error: Option<CommandError>,
    /// what the letter says and what is wrong with it; places are those in `content`
    pub checks: LetterChecks,
    /// 本处保留: as it is typed, else as it was handed in
    pub kept: Vec<KeptFinding>,
    /// who handed it in so
    pub kept_by: Option<String>,
    /// what the head weighs
    pub case_body: String,
    pub citizen_name: String,
    pub registered_at: i64,
    pub visit_note: Option<String>,
    pub visit_by: Option<String>,
    pub visit_at: Option<i64>,
    pub photos: Vec<PhotoView>,
    pub editable: bool,
}

/// 要素清单 and 检查发现 of a letter that is being written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LetterChecks {
    /// what letters of this kind have to say, in the policy's order
    pub elements: Vec<Said>,
    /// what must be fixed first, then in the order of the text
    pub findings: Vec<Finding>,
    /// of the template of its kind; each names the elements it holds
    pub parts: Vec<PartStand>,
    /// 《信访工作条例》第三十二条
    pub basis: Option<String>,
}

/// What there is to write from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WritingAids {
    /// what a letter of this kind begins with
    pub start: LetterContent,
    /// of the case's category first, then the general ones
    pub texts: Vec<TextView>,
    /// usual for this kind
    pub attachments: Vec<String>,
}

/// 常用语, with what is known of the case filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TextView {
    pub occasion: Occasion,
    pub title: String,
    pub text: String,
    /// name of the category it is for; none: of every
    pub category: Option<String>,
}

/// SVG pages of exactly what would be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Preview {
    pub pages: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Signed {
    pub number: String,
    pub changed: Vec<CaseRow>,
}

/// Where a PDF was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedPdf {
    pub path: String,
    pub sha256: String,
}
