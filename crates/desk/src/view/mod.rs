//! What the window is given and what it sends: plain data, already in the
//! shape that a screen shows. The TypeScript declarations in
//! `ui/src/host/types.ts` are generated from here (see `view/typescript.rs`).
//!
//! Dates are China dates `YYYY-MM-DD`, instants UTC milliseconds, codes those of
//! the rulebook; the window puts them into words. Citizens are masked.

mod case;
mod fonts;
mod letter;
mod list;
mod print;
mod rates;
mod seal;
mod session;
mod sync;
#[cfg(test)]
mod typescript;
mod visit;

pub use case::*;
pub use fonts::*;
pub use letter::*;
pub use list::*;
pub use print::*;
pub use rates::*;
pub use seal::*;
pub use session::*;
pub use sync::*;
pub use visit::*;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// Every command that fails answers with this. `code` is stable; the window
/// words it with the help of `facts`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CommandError {
    pub code: String,
    /// English, for logs and terminals
    pub message: String,
    #[ts(type = "Record<string, unknown>")]
    pub facts: Map<String, Value>,
}
