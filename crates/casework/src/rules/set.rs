//! One version of the rules: what holds for the cases opened under it.

use super::{ClockKind, Matter, OfficeHours, Rule, RulesError, table};
use crate::ids::OfficeId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    pub version: u32,
    /// Cases opened from this day on are under it, until a newer version is in force.
    #[serde(default = "always")]
    pub valid_from: NaiveDate,
    /// the last day, where that is known
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// Yellow from this many working days before the due date (local practice: 1).
    pub yellow_before: u32,
    /// Overdue by so many working days, a case is reported one level up (local practice).
    #[serde(default = "escalated")]
    pub escalate_overdue: Vec<u32>,
    /// 工作时 are counted within these,
    #[serde(default)]
    pub office_hours: OfficeHours,
    /// except in offices that have their own.
    #[serde(default)]
    pub hours_of: BTreeMap<OfficeId, OfficeHours>,
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// The rule in force for a clock of such a case: one for the office before
    /// one for the category (the longer code first) before one for the matter;
    /// among equals the last, so that a district appends its own.
    pub fn rule(
        &self,
        matter: Matter,
        clock: ClockKind,
        category: &str,
        office: Option<&OfficeId>,
    ) -> Option<&Rule> {
        self.rules
            .iter()
            .filter(|rule| rule.on && rule.matter == matter && rule.clock == clock)
            .filter_map(|rule| Some((rule.fits(category, office)?, rule)))
            .max_by_key(|(fit, _)| *fit)
            .map(|(_, rule)| rule)
    }

    /// As rows that [`super::Rules::read_next`] reads.
    pub fn to_csv(&self) -> Result<String, RulesError> {
        table::to_csv(&self.rules)
    }

    pub fn hours(&self, office: Option<&OfficeId>) -> &OfficeHours {
        office
            .and_then(|office| self.hours_of.get(office))
            .unwrap_or(&self.office_hours)
    }

    pub(super) fn in_force_on(&self, date: NaiveDate) -> bool {
        self.valid_from <= date && self.valid_until.is_none_or(|last| date <= last)
    }
}

/// Before anything that a calendar or a case knows.
fn always() -> NaiveDate {
    NaiveDate::default()
}

/// 市民服务热线 practice: reported after 5 and again after 15 working days.
pub(super) fn escalated() -> Vec<u32> {
    vec![5, 15]
}
