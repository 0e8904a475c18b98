//! What the feed carries.

use crate::directory::Directory;
use casework::templates::Templates;
use casework::{ActionId, Calendar, CaseId, Event, Moment, Rules, Summary, UserId, rates};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One entry of a scope's feed. A scope and an entity have one row, moved on
/// change; so an item says how the entity stands now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    pub scope: String,
    pub seq: u64,
    /// case, held, calendar, rules, rates, templates or directory
    pub kind: String,
    /// the entity's id within its kind; a case's or an action's UUID, else the kind again
    pub id: String,
    pub rev: u64,
    pub op: Op,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "op", content = "entity", rename_all = "snake_case")]
pub enum Op {
    Put(Box<Entity>),
    /// a case that only gained events, for a desk that has the rest
    Grow(Box<CaseGrowth>),
    /// access to a case ended
    Leave,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entity {
    Case(CaseDocument),
    Held(HeldAction),
    Calendar {
        calendar: Calendar,
    },
    Rules {
        rules: Rules,
    },
    /// the formula of the three rates
    Rates {
        rates: rates::Config,
    },
    /// what the district has of its own
    Templates {
        templates: Templates,
    },
    Directory {
        directory: Directory,
    },
}

impl Entity {
    pub fn kind(&self) -> &'static str {
        match self {
            Entity::Case(_) => "case",
            Entity::Held(_) => "held",
            Entity::Calendar { .. } => "calendar",
            Entity::Rules { .. } => "rules",
            Entity::Rates { .. } => "rates",
            Entity::Templates { .. } => "templates",
            Entity::Directory { .. } => "directory",
        }
    }
}

/// A case as it travels: the facts for lists, and its whole history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseDocument {
    /// the server's row number: a small ascending key for the desk's tables
    pub key: i64,
    pub id: CaseId,
    pub summary: Summary,
    pub events: Vec<Event>,
    /// photos whose bytes the server holds, of those the history refers to
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<String>,
}

/// What a case gained since the document that this desk was sent before. Both
/// documents are named by their content (see [`crate::digest::content`]): a desk
/// that holds another one, or makes another one of it, reads the case again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseGrowth {
    pub key: i64,
    pub base: i64,
    pub content: i64,
    pub summary: Summary,
    /// behind those of the base
    pub events: Vec<Event>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<String>,
}

/// An action that the server could not take as it came; kept, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldAction {
    pub id: ActionId,
    pub case: CaseId,
    pub case_number: String,
    pub author: UserId,
    pub author_name: String,
    pub at: Moment,
    pub code: String,
    #[serde(default)]
    pub facts: Map<String, Value>,
    /// the payload as it was pushed
    pub payload: String,
    pub resolved: bool,
}
