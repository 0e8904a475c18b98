//! One shape for all that can go wrong: a stable code, a sentence for logs,
//! facts for the person. Every crate's error becomes a [`CommandError`] here.

use crate::view::CommandError;
use serde_json::{Map, Value, json};

pub type Reply<T> = Result<T, CommandError>;

/// An error of the desk's own.
pub fn error(code: &str, message: impl Into<String>, facts: Value) -> CommandError {
    let facts = match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    };
    CommandError {
        code: code.to_owned(),
        message: message.into(),
        facts,
    }
}

/// The window sent something that no window should send.
pub fn malformed(what: &str) -> CommandError {
    error("request.malformed", what, json!({}))
}

pub fn viewer_missing(path: &str, detail: &str) -> CommandError {
    error(
        "viewer.missing",
        format!("no program opens {path}: {detail}"),
        json!({ "path": path }),
    )
}

/// No program shows folders.
pub fn no_file_manager(folder: &str, detail: &str) -> CommandError {
    error(
        "viewer.no_folder",
        format!("no program shows the folder {folder}: {detail}"),
        json!({ "path": folder }),
    )
}

/// A folder or file outside the store could not be read or written.
pub fn file(path: &std::path::Path, source: &std::io::Error) -> CommandError {
    let code = match source.kind() {
        std::io::ErrorKind::StorageFull => "disk.full",
        std::io::ErrorKind::NotFound => "file.missing",
        _ => "file.unusable",
    };
    error(
        code,
        format!("{}: {source}", path.display()),
        json!({ "path": path }),
    )
}

impl std::fmt::Display for CommandError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for CommandError {}

impl From<casework::Refusal> for CommandError {
    fn from(refusal: casework::Refusal) -> Self {
        let mut facts = refusal.facts;
        facts.insert("allowed".into(), json!(refusal.allowed));
        Self {
            code: refusal.code,
            message: refusal.message,
            facts,
        }
    }
}

impl From<casebook::Error> for CommandError {
    fn from(source: casebook::Error) -> Self {
        match source {
            casebook::Error::Refused(refusal) => refusal.into(),
            other => Self {
                code: other.code().to_owned(),
                message: other.to_string(),
                facts: other.facts(),
            },
        }
    }
}

impl From<photo::Error> for CommandError {
    fn from(source: photo::Error) -> Self {
        error(source.code(), source.to_string(), source.facts())
    }
}

impl From<letter::Error> for CommandError {
    fn from(source: letter::Error) -> Self {
        let facts = match &source {
            letter::Error::MissingGlyph { character, place } => {
                json!({ "character": character, "place": place.to_string() })
            }
            letter::Error::TooLong { place, chars, most } => {
                json!({ "place": place.to_string(), "length": chars, "limit": most })
            }
            _ => json!({}),
        };
        error(source.code(), source.to_string(), facts)
    }
}
