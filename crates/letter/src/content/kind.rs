//! The kinds of letters. A kind is data: a name and the parts it must speak of; `kinds.json` holds them, no code does.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Names are the interface's; what each is for stands in `kinds.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Reply,
    OfficialReply,
    Acceptance,
    Rejection,
    Extension,
    Transfer,
    Opinion,
    Supplement,
    Mediation,
    Minutes,
}

/// What a letter of one kind is called and has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub kind: Kind,
    /// 答复函.
    pub name: String,
    /// The law that asks for it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub parts: Vec<Part>,
}

/// A part the letter must have, in the order it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// A heading's text; absent where the part is plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What the part has to say, in words for its writer.
    pub says: String,
}

static TEMPLATES: LazyLock<Vec<Template>> =
    // The file is part of the program, and `every_kind_has_a_template` reads it.
    LazyLock::new(|| {
        serde_json::from_str(include_str!("kinds.json")).expect("kinds.json is valid")
    });

impl Kind {
    pub const ALL: [Kind; 10] = [
        Kind::Reply,
        Kind::OfficialReply,
        Kind::Acceptance,
        Kind::Rejection,
        Kind::Extension,
        Kind::Transfer,
        Kind::Opinion,
        Kind::Supplement,
        Kind::Mediation,
        Kind::Minutes,
    ];

    pub fn template(self) -> &'static Template {
        let found = TEMPLATES.iter().find(|t| t.kind == self);
        found.expect("kinds.json has every kind; a test counts them")
    }

    /// 答复函, 复函, …
    pub fn name(self) -> &'static str {
        &self.template().name
    }
}
