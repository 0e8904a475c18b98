//! 印章图样 of one's office, as the centre has it.

use casework::CaseId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SealView {
    /// null: letters are stamped by hand
    pub on_file: Option<SealOnFileView>,
    /// the last ones, newest first
    pub uses: Vec<SealUseView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SealOnFileView {
    /// SHA-256 of the picture
    pub fingerprint: String,
    pub diameter_mm: u32,
    pub since: i64,
    /// null: at the centre itself
    pub by: Option<String>,
    /// false: the centre lacks the key that it is encrypted by, letters wait
    pub usable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SealAct {
    Put,
    Replaced,
    Removed,
    /// on a letter that this person signed
    Placed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SealUseView {
    pub at: i64,
    pub act: SealAct,
    /// null: at the centre itself
    pub by: Option<String>,
    pub fingerprint: String,
    /// of the letter it was placed on
    pub document_number: Option<String>,
    pub case: Option<CaseId>,
    pub case_number: Option<String>,
}
