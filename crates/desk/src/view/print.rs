//! What printing many letters says.

use casework::changes::PartChange;
use casework::{CaseId, LetterId};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;
use ts_rs::TS;

use super::CommandError;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterAt {
    pub case: CaseId,
    pub letter: LetterId,
}

/// One file of many letters. What is not in it is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PrintFile {
    pub path: String,
    pub pages: u32,
    /// stopped by the person: nothing was written
    pub stopped: bool,
    pub letters: Vec<PrintedLetter>,
    pub left_out: Vec<LeftOut>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PrintedLetter {
    pub case: CaseId,
    pub letter: LetterId,
    pub number: String,
    /// in the file, from 1
    pub first_page: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    pub letter: LetterId,
    /// number or title: how a person knows it
    pub name: String,
    pub reason: CommandError,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintProgress {
    pub done: u32,
    pub of: u32,
}

/// One time that somebody said the letter lies printed before them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PrintingView {
    pub at: i64,
    pub by: String,
    #[ts(type = "number")]
    pub copies: NonZeroU32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeSize {
    Dl,
    C5,
}

/// The stock in the printer, and who sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct EnvelopeOptions {
    pub size: EnvelopeSize,
    /// plain envelopes: frames and words are printed too
    pub frames: bool,
    /// millimetres to the upper left corner of the first frame, where it stands elsewhere
    pub first_frame: Option<(f64, f64)>,
    pub sender_address: String,
    pub sender_postcode: String,
}

/// What changed between two revisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LetterChanges {
    /// None: there is nothing before it
    pub from: Option<u32>,
    /// None: what is typed and not yet a revision
    pub to: Option<u32>,
    /// what the head said of `from`
    pub remark: Option<String>,
    /// only what did not stay as it was
    pub parts: Vec<PartChange>,
}
