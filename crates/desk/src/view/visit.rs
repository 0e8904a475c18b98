//! 现场核查: a draft that is saved as it is written, and becomes a visit.

use casework::CaseId;
use casework::event::Finding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaseRow, CommandError, PhotoView};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitDraftView {
    pub case: CaseRow,
    /// first lines of what the citizen wrote
    pub body: String,
    pub citizen_name: String,
    pub citizen_phone: String,
    pub draft: VisitDraft,
    pub photos: Vec<PhotoView>,
    pub saved_at: Option<i64>,
    /// position taken from a photo, if one has it, and its name
    pub position_from: Option<String>,
    /// metres between that position and the case's place
    pub distance_m: Option<u32>,
    /// minutes this computer's clock is ahead of the centre's; over 5 is shown
    pub clock_skew_minutes: i32,
}

/// What the person types. Photos are added and removed by commands of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct VisitDraft {
    /// UTC ms; when the person was there
    pub at: i64,
    pub note: String,
    pub companions: String,
    pub finding: Option<Finding>,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub no_photo_reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Saved {
    pub at: i64,
}

/// The files that became photos, and those that did not, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PhotosAdded {
    pub photos: Vec<PhotoView>,
    pub refused: Vec<RefusedFile>,
    pub position_from: Option<String>,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub distance_m: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RefusedFile {
    pub name: String,
    pub reason: CommandError,
}

/// A visit of today, for 今日走访.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitRow {
    pub case: CaseId,
    pub number: String,
    pub title: String,
    pub at: i64,
    pub note: String,
    pub photos: u32,
    pub draft: bool,
}
