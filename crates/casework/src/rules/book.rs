//! All versions of the rules: a case keeps the one it was opened under.

use super::{OfficeHours, RuleSet, RulesError, set, table};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// 信访工作条例, the youngest source of the embedded rules, is in force from then on;
/// older cases are under them all the same.
const EMBEDDED_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2022, 5, 1);

/// Never empty; the oldest version first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Rules {
    sets: Vec<RuleSet>,
}

/// Before there were versions, a single set stood in its place.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Book { sets: Vec<RuleSet> },
    Single(RuleSet),
}

impl Rules {
    /// National rules and the hotline practice; the local ones are off.
    pub fn embedded() -> &'static Rules {
        static EMBEDDED: OnceLock<Rules> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let text = include_str!("../../data/time_limits.csv");
            match table::rules(text) {
                Ok(rules) => Rules {
                    sets: vec![RuleSet {
                        version: 1,
                        valid_from: EMBEDDED_FROM.unwrap_or_default(),
                        valid_until: None,
                        yellow_before: 1,
                        escalate_overdue: set::escalated(),
                        office_hours: OfficeHours::default(),
                        hours_of: BTreeMap::new(),
                        rules,
                    }],
                },
                Err(error) => unreachable!("the embedded rules are read by a test: {error}"),
            }
        })
    }

    /// The version for a case that is opened on `date`: of those in force the last
    /// to begin; where none is, the one before goes on.
    pub fn in_force_on(&self, date: NaiveDate) -> &RuleSet {
        let begun = self.sets.iter().filter(|set| set.valid_from <= date);
        begun
            .max_by_key(|set| (set.in_force_on(date), set.valid_from, set.version))
            .unwrap_or(&self.sets[0])
    }

    /// A version by its number; a desk that has not pulled it yet makes do with
    /// the newest it has.
    pub fn version(&self, version: u32) -> &RuleSet {
        let known = self.sets.iter().find(|set| set.version == version);
        known.unwrap_or(self.newest())
    }

    pub fn newest(&self) -> &RuleSet {
        &self.sets[self.sets.len() - 1]
    }

    pub fn sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// The next version from a file: a whole set as JSON, or rows as CSV, which
    /// keep everything else of the version before. Open cases stay under theirs.
    ///
    /// Valid from the day asked for, else from that in the file, else from today.
    pub fn read_next(
        &self,
        text: &str,
        valid_from: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<RuleSet, RulesError> {
        let text = text.trim_start_matches('\u{feff}');
        let version = self.newest().version + 1;
        let next = match text.trim_start().starts_with('{') {
            true => RuleSet {
                version,
                ..table::set(text, version, valid_from, today)?
            },
            false => RuleSet {
                version,
                valid_from: valid_from.unwrap_or(today),
                valid_until: None,
                rules: table::rules(text)?,
                ..self.newest().clone()
            },
        };
        table::check(&next)?;
        Ok(next)
    }

    /// With one version more.
    pub fn with(mut self, next: RuleSet) -> Self {
        self.sets.push(next);
        self
    }
}

impl TryFrom<Stored> for Rules {
    type Error = &'static str;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        let mut sets = match stored {
            Stored::Book { sets } => sets,
            Stored::Single(set) => vec![set],
        };
        sets.sort_by_key(|set| set.version);
        match sets.is_empty() {
            true => Err("a rulebook has at least one version"),
            false => Ok(Self { sets }),
        }
    }
}
