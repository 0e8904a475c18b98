//! `POST recovered`: cases as a desk had them before the server was set back, with
//! what the server does not have any more. Evidence for a person; it is never
//! applied to the history.

use casework::{Event, Role};
use serde::{Deserialize, Serialize};

/// Documents of one call, give or take one (bytes).
pub const BYTES: usize = 1024 * 1024;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecoveredRequest {
    pub epoch: String,
    /// JSON of CaseDocuments, byte for byte as they once came
    pub documents: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecoveredReply {
    /// of each document, in order
    pub told: Vec<Told>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// for the administrator to look at
    Kept,
    /// the server has all of it: the case goes on, here or in another office
    Unneeded,
    /// not this person's to report, not readable, or too much from one desk
    Refused,
}

/// What `had` has and `has` lacks. An action that was handed in again has other
/// times and still is the same; what the system did follows from the rest.
pub fn beyond<'a>(had: &'a [Event], has: &[Event]) -> Vec<&'a Event> {
    let is_there = |event: &Event| match event.action {
        Some(_) => has.iter().any(|other| other.action == event.action),
        None => has.contains(event),
    };
    had.iter()
        .filter(|event| event.by.role != Role::System && !is_there(event))
        .collect()
}
