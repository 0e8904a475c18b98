//! What a letter of each kind must say, and which findings block its sign-off.

use super::{Code, Element, Severity};
use crate::letter::LetterKind;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

type PerKind = BTreeMap<LetterKind, Severity>;

/// A kind that a rule does not name is not bound by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub version: u32,
    /// in the order in which they are listed
    elements: Vec<(Element, PerKind)>,
    findings: BTreeMap<Code, PerKind>,
}

#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error("“{0}” is no rule, kind of letter or severity")]
    Unknown(String),
}

impl Policy {
    /// The product's: what 信访工作条例 Art. 23, 32, 34 and 35 demand of a notice, and
    /// every empty word or third person's number, must be fixed; of a plain reply
    /// the six things only should be said, for a short answer can be a good one.
    pub fn embedded() -> &'static Policy {
        static EMBEDDED: OnceLock<Policy> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            Policy::from_csv(1, include_str!("../../data/letter_policy.csv")).unwrap_or_else(
                |error| unreachable!("the embedded policy is read by a test: {error}"),
            )
        })
    }

    /// Reads `rule,<kind>…` rows; a cell is must_fix, should_fix or off.
    pub fn from_csv(version: u32, text: &str) -> Result<Self, PolicyError> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers()?.clone();
        let kinds: Vec<LetterKind> = header.iter().skip(1).map(code).collect::<Result<_, _>>()?;
        let mut policy = Policy {
            version,
            elements: Vec::new(),
            findings: BTreeMap::new(),
        };
        for row in reader.records() {
            let row = row?;
            let mut cells = PerKind::new();
            for (kind, cell) in kinds.iter().zip(row.iter().skip(1)) {
                if cell != "off" {
                    cells.insert(*kind, code(cell)?);
                }
            }
            let rule = row.get(0).unwrap_or_default();
            match rule.strip_prefix("missing.") {
                Some(element) => policy.elements.push((code(element)?, cells)),
                None => drop(policy.findings.insert(code(rule)?, cells)),
            }
        }
        Ok(policy)
    }

    pub fn finding(&self, code: Code, kind: LetterKind) -> Option<Severity> {
        self.findings.get(&code)?.get(&kind).copied()
    }

    /// What a letter of this kind has to say, and how grave it is to leave it out.
    pub fn elements(&self, kind: LetterKind) -> impl Iterator<Item = (Element, Severity)> {
        self.elements
            .iter()
            .filter_map(move |(element, cells)| Some((*element, *cells.get(&kind)?)))
    }
}

fn code<T: DeserializeOwned>(text: &str) -> Result<T, PolicyError> {
    serde_json::from_value(text.into()).map_err(|_| PolicyError::Unknown(text.into()))
}
