//! What the desk needs from the program around it: the clock, the keychain, and
//! somebody to tell. The window and the command line each have one.

use crate::view::{Changed, SyncStatus};
use casework::Moment;
use std::path::PathBuf;

/// Told unasked.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    Sync(SyncStatus),
    Changed(Changed),
}

pub trait Host: Send + Sync + 'static {
    fn now(&self) -> Moment {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn emit(&self, signal: Signal);

    /// Where finished PDFs and exports go that a person saves.
    fn documents(&self) -> PathBuf;
}
