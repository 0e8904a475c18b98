//! What the world remembers beside the programs: every action as it was when its
//! person confirmed it, and every number that was ever given.

use casework::action::Act;
use casework::{ActionId, CaseId};
use std::collections::{BTreeMap, BTreeSet};

pub struct Confirmed {
    /// the bytes, as they stood in the outbox right after
    pub payload: String,
    pub user: &'static str,
    pub case: CaseId,
    pub act: Act,
}

#[derive(Default)]
pub struct Oracle {
    pub confirmed: BTreeMap<ActionId, Confirmed>,
    /// lost by people, not by the programs: the only disk that had it was set
    /// back, or its computer reported lost
    pub forgiven: BTreeSet<ActionId>,
    /// document number → letter, as they were first seen together
    pub numbers: BTreeMap<String, String>,
}
