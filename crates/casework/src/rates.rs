//! The three rates of an office: 响应率, 解决率, 满意率 and their composite, with the
//! numerator and the denominator of each and the cases behind every number
//! (DOMAIN.md "The three rates", one district's formula).
//!
//! Everything is counted in whole numbers and shown as a fraction; a percentage
//! is only for reading. A total is pooled from the cases, never averaged from the
//! offices' rates. Without a valid follow-up there is no rate: that district
//! writes 0, which would rank an office that nobody was asked about last.

mod formula;
mod window;

pub use formula::{Counts, Fraction, Number};
pub use window::{Window, month_of};

use crate::action::{Channel, Degree, Rating};
use crate::ids::{CaseId, OfficeId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One 回访 as the rates need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    pub case: CaseId,
    pub number: String,
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
    /// marks of the case, e.g. malicious
    #[serde(default)]
    pub marks: BTreeSet<String>,
    /// why it could not be solved, as the closing form has it
    #[serde(default)]
    pub unsolved_reason: Option<String>,
}

/// A district's formula. Weights are in thousandths, so that sums are exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    pub version: u32,
    /// 0.1, 0.4 and 0.5 by default; their sum is what 综合 is measured against
    pub contacted_weight: u32,
    pub satisfied_weight: u32,
    pub solved_weight: u32,
    /// 基本满意 counts nine tenths of 满意
    pub basically_tenths: u32,
    /// 部分解决 counts so many tenths of 解决; that district: none
    pub partly_tenths: u32,
    /// the month runs from this day of the last month …
    pub from_day: u32,
    /// … and each of its days ends at this hour, China time
    pub cut_hour: u32,
    pub excluded: Exclusions,
}

/// What is not counted at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exclusions {
    /// by code; whoever writes the formula names those below a category too
    pub categories: BTreeSet<String>,
    pub channels: BTreeSet<Channel>,
    pub marks: BTreeSet<String>,
    pub reasons: BTreeSet<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            version: 1,
            contacted_weight: 100,
            satisfied_weight: 400,
            solved_weight: 500,
            basically_tenths: 9,
            partly_tenths: 0,
            from_day: 19,
            cut_hour: 12,
            excluded: Exclusions::default(),
        }
    }
}

impl Exclusions {
    fn takes(&self, record: &FollowUp) -> bool {
        self.categories.contains(&record.category)
            || self.channels.contains(&record.channel)
            || record.marks.iter().any(|mark| self.marks.contains(mark))
            || record
                .unsolved_reason
                .as_ref()
                .is_some_and(|reason| self.reasons.contains(reason))
    }
}

impl Config {
    /// Does this follow-up count in this window?
    pub fn counts(&self, record: &FollowUp, window: &Window) -> bool {
        record.valid && window.contains(record.followed_up_at) && !self.excluded.takes(record)
    }
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
    for record in records {
        if !config.counts(record, window) {
            continue;
        }
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
    records
        .into_iter()
        .filter(|record| office.is_none_or(|office| record.office == *office))
        .filter(|record| config.counts(record, window) && number.counts(record))
        .collect()
}
