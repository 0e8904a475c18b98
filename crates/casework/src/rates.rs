//! The three rates of an office: 响应率, 解决率, 满意率 and their composite, with the
//! numerator and the denominator of each and the cases behind every number
//! (DOMAIN.md "The three rates", one district's formula).
//!
//! Everything is counted in whole numbers and shown as a fraction; a percentage
//! is only for reading. A total is pooled from the cases, never averaged from the
//! offices' rates. Without a valid follow-up there is no rate: that district
//! writes 0, which would rank an office that nobody was asked about last.

mod config;
mod formula;
mod history;
mod sheet;
mod window;

pub use config::{Config, ConfigError, Exclusions};
pub use formula::{Counts, Fraction, Number};
pub use history::{Mark, follow_ups};
pub use sheet::{Line, Rate, Sheet, sheet};
pub use window::{Month, Period, Window};

use crate::action::{Channel, Degree, Rating};
use crate::ids::{CaseId, OfficeId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One 回访 as the rates need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    pub case: CaseId,
    pub number: String,
    /// that had the case then
    pub office: OfficeId,
    pub category: String,
    pub channel: Channel,
    pub followed_up_at: Moment,
    /// 有效回访: the citizen was reached and answered
    pub valid: bool,
    /// 已联系: the office had spoken with the citizen
    pub contacted: bool,
    pub solved: Degree,
    pub rating: Option<Rating>,
    /// of the case, as it stood then
    #[serde(default)]
    pub marks: BTreeSet<Mark>,
    /// 未解决原因, word for word as the closing form has it
    #[serde(default)]
    pub unsolved_reason: Option<String>,
}

/// The counts of every office and of all together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub offices: BTreeMap<OfficeId, Counts>,
    pub total: Counts,
}

pub fn table<'a>(
    records: impl IntoIterator<Item = &'a FollowUp>,
    window: &Window,
    config: &Config,
) -> Table {
    let mut table = Table::default();
    for record in counted(records, window, config) {
        // one allocation an office, not one a case
        match table.offices.get_mut(&record.office) {
            Some(counts) => counts.add(record),
            None => table
                .offices
                .entry(record.office.clone())
                .or_default()
                .add(record),
        }
        table.total.add(record);
    }
    table
}

/// The cases that a number counts, of one office or of all, in the records' order.
pub fn cases_behind<'a>(
    records: impl IntoIterator<Item = &'a FollowUp>,
    window: &Window,
    config: &Config,
    office: Option<&OfficeId>,
    number: Number,
) -> Vec<&'a FollowUp> {
    counted(records, window, config)
        .filter(|record| office.is_none_or(|office| record.office == *office))
        .filter(|record| number.counts(record))
        .collect()
}

/// V counts cases (DOMAIN.md), so each case once: the last of its follow-ups that
/// count in the window stands for it. Of several at one instant, the later record.
fn counted<'a>(
    records: impl IntoIterator<Item = &'a FollowUp>,
    window: &Window,
    config: &Config,
) -> impl Iterator<Item = &'a FollowUp> {
    let mut counted: Vec<Option<&FollowUp>> = Vec::new();
    let mut place: HashMap<CaseId, usize> = HashMap::new();
    for record in records {
        if !config.counts(record, window) {
            continue;
        }
        match place.entry(record.case) {
            Entry::Vacant(new) => {
                new.insert(counted.len());
            }
            Entry::Occupied(mut known) => {
                let before = &mut counted[*known.get()];
                if before.is_some_and(|other| other.followed_up_at > record.followed_up_at) {
                    continue;
                }
                *before = None;
                known.insert(counted.len());
            }
        }
        counted.push(Some(record));
    }
    counted.into_iter().flatten()
}
