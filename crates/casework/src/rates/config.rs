//! The formula of a district as data: weights, window, what is not counted.

use super::{FollowUp, Mark, Window};
use crate::action::Channel;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// A district's formula. Weights are in thousandths, so that sums are exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesFormula"))]
pub struct Config {
    /// of the formula, rising with every import; 1 is what ships with the product
    pub version: u32,
    /// 0.1, 0.4 and 0.5 by default; their sum is what 综合 is measured against
    pub contacted_weight: u32,
    pub satisfied_weight: u32,
    pub solved_weight: u32,
    /// 基本满意 counts nine tenths of 满意
    pub basically_tenths: u32,
    /// 部分解决 counts so many tenths of 解决; that district: none
    pub partly_tenths: u32,
    /// the month runs from this day of the last month; 1 makes calendar months …
    pub from_day: u32,
    /// … and each of its days ends at this hour, China time
    pub cut_hour: u32,
    pub excluded: Exclusions,
}

/// What is not counted at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesExclusions"))]
pub struct Exclusions {
    /// by code; whoever writes the formula names those below a category too
    pub categories: BTreeSet<String>,
    pub channels: BTreeSet<Channel>,
    pub marks: BTreeSet<Mark>,
    /// 未解决原因, word for word
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

/// Why a file is no formula: the field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct ConfigError {
    pub field: String,
    pub problem: String,
}

/// A whole case has ten tenths.
const MOST_TENTHS: u32 = 10;

impl Config {
    /// The formula of a JSON file; what it leaves out is the default. Unlike a desk,
    /// which reads what a newer server sends, it takes no field that it does not know:
    /// a misspelt one would silently be the default.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        let wrong = |problem: String| ConfigError {
            field: "file".into(),
            problem,
        };
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| wrong(error.to_string()))?;
        let known = serde_json::to_value(Self::default()).map_err(|e| wrong(e.to_string()))?;
        only_known(&value, &known, "")?;
        let config: Self =
            serde_json::from_value(value).map_err(|error| wrong(error.to_string()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let within = |field: &str, value: u32, low: u32, high: u32| match value {
            value if (low..=high).contains(&value) => Ok(()),
            value => Err(ConfigError {
                field: field.into(),
                problem: format!("{value} is not within {low} and {high}"),
            }),
        };
        let weights = [
            ("contacted_weight", self.contacted_weight),
            ("satisfied_weight", self.satisfied_weight),
            ("solved_weight", self.solved_weight),
        ];
        for (field, weight) in weights {
            within(field, weight, 0, 1000)?;
        }
        if weights.iter().map(|(_, weight)| weight).sum::<u32>() != 1000 {
            return Err(ConfigError {
                field: "contacted_weight, satisfied_weight, solved_weight".into(),
                problem: "the three weights are thousandths and make 1000 together".into(),
            });
        }
        within("basically_tenths", self.basically_tenths, 0, MOST_TENTHS)?;
        within("partly_tenths", self.partly_tenths, 0, MOST_TENTHS)?;
        within("from_day", self.from_day, 1, 31)?;
        within("cut_hour", self.cut_hour, 0, 23)
    }
}

fn only_known(value: &Value, known: &Value, path: &str) -> Result<(), ConfigError> {
    let Value::Object(known) = known else {
        return Ok(());
    };
    let Value::Object(fields) = value else {
        return Err(ConfigError {
            field: if path.is_empty() {
                "file"
            } else {
                path.trim_end_matches('.')
            }
            .into(),
            problem: "an object of fields is needed here".into(),
        });
    };
    for (name, value) in fields {
        let field = format!("{path}{name}");
        match known.get(name) {
            Some(known) => only_known(value, known, &format!("{field}."))?,
            None => {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                return Err(ConfigError {
                    field,
                    problem: format!("there is no such field; there are {}", names.join(", ")),
                });
            }
        }
    }
    Ok(())
}
