//! `GET seal` and `POST seal`: 印章图样 of the caller's office, for those who sign
//! its letters. The picture goes to the server and never comes back: both calls
//! answer what is on file and what became of it.

use casework::letter::DocumentNumber;
use casework::{CaseId, LetterId, Moment, UserId};
use serde::{Deserialize, Serialize};

/// A picture above this is no scan of a seal (bytes).
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Across, in millimetres; a street office's has 42.
pub const DIAMETERS: std::ops::RangeInclusive<u32> = 30..=50;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum SealRequest {
    /// Letters signed from now on carry it, instead of one before.
    Put {
        /// PNG or JPEG, in Base64
        picture: String,
        diameter_mm: u32,
    },
    /// Letters are printed for a seal that is stamped by hand.
    Remove,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealReply {
    pub on_file: Option<SealOnFile>,
    /// the last ones, newest first
    pub uses: Vec<SealUse>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealOnFile {
    /// SHA-256 of the picture
    pub fingerprint: String,
    pub diameter_mm: u32,
    pub since: Moment,
    pub by: SealUser,
    /// the server has the key that it is encrypted by
    pub usable: bool,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealUse {
    pub at: Moment,
    pub act: SealAct,
    pub by: SealUser,
    /// SHA-256 of the picture
    pub fingerprint: String,
    /// on which it was placed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<SealedLetter>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealAct {
    Put,
    Replaced,
    Removed,
    /// on a letter that this person signed
    Placed,
}

/// Who it was: the name is empty where it was done at the server's terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealUser {
    pub user: UserId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealedLetter {
    pub letter: LetterId,
    pub case: CaseId,
    pub case_number: String,
    pub number: DocumentNumber,
}
