//! What a letter says, as data. The JSON of this type is a public interface: add fields, never rename them.
//! Nothing here knows pages, fonts or files.

mod annex;
mod check;
mod date;
mod kind;
mod numbering;
mod table;

use serde::{Deserialize, Serialize};

pub use annex::AnnexPhoto;
pub use check::{MOST_BODY_CHARS, clean};
pub use date::china_date;
pub(crate) use date::written;
pub use kind::Kind;
pub use numbering::Numbering;
pub use table::{Column, Table};

use crate::Error;

/// One letter, complete: nothing else decides what stands on its pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    pub kind: Kind,
    /// The office's mark in red at the head (发文机关标志): full or standard short name.
    pub issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<DocumentNumber>,
    /// Copy number, secrecy with its term, urgency (份号, 密级和保密期限, 紧急程度): flush left beside the number,
    /// one a line, in this order (10.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// A line break in the title is kept where it stands.
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    pub body: Vec<Paragraph>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// Photos printed behind the letter, two a page; they are one of its attachments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annex: Vec<AnnexPhoto>,
    /// The office's name above the date (发文机关署名).
    pub signatory: String,
    /// The day of signing, a China date: 2026-11-03.
    pub date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copy_to: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// A draft carries 草稿 on every page, and neither number nor seal.
    #[serde(default)]
    pub draft: bool,
}

/// 发文字号: 白鹤街办函〔2026〕12号.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentNumber {
    pub word: String,
    pub year: u16,
    pub serial: u32,
}

impl std::fmt::Display for DocumentNumber {
    /// Six-angle brackets, four-digit year, no leading zero, no 第 (7.2.5).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}〔{:04}〕{}号",
            self.word.trim(),
            self.year,
            self.serial
        )
    }
}

/// A paragraph, a heading whose number the engine writes, or a table.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// 0 a paragraph; 1–4 a heading: 一、 （一） 1. （1） (7.3.3).
    #[serde(default)]
    pub level: u8,
    /// Of a table: what stands above it, if anything.
    #[serde(default)]
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
}

/// The office's round seal, printed or stamped by hand afterwards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Relative to the letter's own folder. The server passes the picture itself instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// A street office's seal is 42 mm across.
    #[serde(default = "usual_diameter")]
    pub diameter_mm: f64,
    /// Keeps the places of 7.3.5.1 for a seal stamped by hand; no picture is drawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wet: bool,
}

impl Seal {
    /// Its places are kept, and no picture is drawn.
    pub fn by_hand() -> Self {
        Self {
            image: None,
            diameter_mm: usual_diameter(),
            wet: true,
        }
    }
}

fn usual_diameter() -> f64 {
    42.0
}

impl Letter {
    /// Reads the public JSON. The letter is checked when it is laid out.
    pub fn from_json(json: &[u8]) -> Result<Letter, Error> {
        serde_json::from_slice(json).map_err(|e| Error::Malformed {
            detail: check::explain(&e),
        })
    }
}

#[cfg(test)]
mod tests;
