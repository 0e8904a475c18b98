//! Why an action is not allowed, in facts a person can act on.

use crate::action::Act;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// `code` is stable; `facts` fill the sentence that the window shows; `allowed`
/// says what could be done instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Refusal {
    pub code: String,
    /// English, for logs and terminals; the window words it by code and facts
    pub message: String,
    #[serde(default)]
    pub facts: Map<String, Value>,
    #[serde(default)]
    pub allowed: Vec<Act>,
}

impl Refusal {
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            facts: Map::new(),
            allowed: Vec::new(),
        }
    }

    pub fn fact(mut self, name: &str, value: impl Serialize) -> Self {
        self.facts.insert(name.into(), json!(value));
        self
    }

    pub fn allowed(mut self, acts: Vec<Act>) -> Self {
        self.allowed = acts;
        self
    }
}
