//! The desk's surroundings when there is no window: nobody to tell.

use desk::{Host, Signal};
use std::path::PathBuf;

pub struct Terminal;

impl Host for Terminal {
    fn emit(&self, signal: Signal) {
        tracing::trace!(?signal, "nobody watches");
    }

    fn documents(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
    }
}
