//! Exact substring search: what a person types is found exactly where it stands,
//! whatever its characters, and nothing a person types is an error.
//!
//! Every character is one token (`words`), a term is a phrase of tokens, spaces
//! mean AND (`query`). The index holds no text, only tokens; it is built in
//! slices behind the lists (`slices`). [`Index`] is the same without a store.

mod memory;
mod query;
mod slices;
mod words;

pub use memory::{Hits, Index};
pub(crate) use slices::{forget, mark, newest_hits, same_words};
