//! Rules as rows of a CSV, or a set of them as JSON; how a cell is written.

use super::{CountedFrom, PauseReason, Rule, RuleSet};
use chrono::NaiveDate;
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    #[error("line {line}, column {column}: {problem}")]
    Cell {
        line: u64,
        column: String,
        problem: String,
    },
    #[error("line {line}: {problem}")]
    Line { line: u64, problem: String },
    #[error("rule {id}: {problem}")]
    Rule { id: String, problem: String },
    #[error("no rule is on")]
    Empty,
}

impl RulesError {
    pub fn code(&self) -> &'static str {
        "rules.malformed"
    }
}

pub(super) fn rules(text: &str) -> Result<Vec<Rule>, RulesError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let rows = reader.deserialize();
    rows.map(|row| row.map_err(|error| in_words(&error, &headers)))
        .collect()
}

pub(super) fn to_csv(rules: &[Rule]) -> Result<String, RulesError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let unwritten = |problem: String| RulesError::Line { line: 0, problem };
    for rule in rules {
        writer
            .serialize(rule)
            .map_err(|error| unwritten(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| unwritten(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| unwritten(error.to_string()))
}

/// A whole set; what is given counts, not what the file says of it.
pub(super) fn set(
    text: &str,
    version: u32,
    valid_from: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<RuleSet, RulesError> {
    let bad = |error: serde_json::Error| RulesError::Line {
        line: error.line() as u64,
        problem: error.to_string(),
    };
    let mut file: serde_json::Map<_, _> = serde_json::from_str(text).map_err(bad)?;
    file.insert("version".into(), version.into());
    file.entry("valid_from")
        .or_insert_with(|| today.to_string().into());
    if let Some(date) = valid_from {
        file.insert("valid_from".into(), date.to_string().into());
    }
    serde_json::from_value(file.into()).map_err(bad)
}

pub(super) fn check(set: &RuleSet) -> Result<(), RulesError> {
    let mut ids = BTreeSet::new();
    for rule in &set.rules {
        let bad = |problem: &str| RulesError::Rule {
            id: rule.id.clone(),
            problem: problem.to_owned(),
        };
        if !ids.insert(&rule.id) {
            return Err(bad("another rule has this id"));
        }
        if rule.limit == 0 || rule.limit > LONGEST {
            return Err(bad("a limit is between 1 and 10000"));
        }
    }
    match set.rules.iter().any(|rule| rule.on) {
        true => Ok(()),
        false => Err(RulesError::Empty),
    }
}

/// In any unit; more is a slip of the pen.
const LONGEST: u32 = 10_000;

fn in_words(error: &csv::Error, headers: &csv::StringRecord) -> RulesError {
    let line = error.position().map_or(1, |at| at.line());
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => match err.field() {
            Some(field) => RulesError::Cell {
                line,
                column: headers.get(field as usize).unwrap_or("?").to_owned(),
                problem: err.kind().to_string(),
            },
            None => RulesError::Line {
                line,
                problem: err.kind().to_string(),
            },
        },
        _ => RulesError::Line {
            line,
            problem: error.to_string(),
        },
    }
}

pub(super) fn yes() -> bool {
    true
}

pub(super) fn every_pause() -> Vec<PauseReason> {
    vec![PauseReason::Supplement, PauseReason::Consultation]
}

/// A source that says nothing means receipt.
pub(super) fn blank_is_receipt<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<CountedFrom, D::Error> {
    let text = String::deserialize(from)?;
    match text.is_empty() {
        true => Ok(CountedFrom::Receipt),
        false => code(&text),
    }
}

/// An enum's code as it stands in JSON.
fn code<T: DeserializeOwned, E: serde::de::Error>(text: &str) -> Result<T, E> {
    let text: serde::de::value::StrDeserializer<'_, E> = text.into_deserializer();
    T::deserialize(text)
}

pub(super) mod yes_no {
    use super::*;

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
        match String::deserialize(from)?.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(D::Error::custom(format!("“{other}” is neither yes nor no"))),
        }
    }

    pub fn serialize<S: Serializer>(value: &bool, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(if *value { "yes" } else { "no" })
    }
}

/// Several codes in one cell, with blanks between.
pub(super) mod words {
    use super::*;

    pub fn deserialize<'de, D: Deserializer<'de>, T: DeserializeOwned>(
        from: D,
    ) -> Result<Vec<T>, D::Error> {
        let text = String::deserialize(from)?;
        text.split_whitespace().map(code).collect()
    }

    pub fn serialize<S: Serializer, T: Serialize>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
        let mut words = Vec::new();
        for value in values {
            match serde_json::to_value(value) {
                Ok(serde_json::Value::String(word)) => words.push(word),
                _ => return Err(serde::ser::Error::custom("a code is a word")),
            }
        }
        to.serialize_str(&words.join(" "))
    }
}
