//! What an administrator does from a terminal. Each file is one subcommand and
//! goes the same way to the store as a request does.

pub mod assign;
pub mod backup;
pub mod calendar;
pub mod centre;
pub mod device;
pub mod dump;
mod encoding;
pub mod import;
pub mod import_sealed;
pub mod init;
pub mod meeting;
pub mod numbers;
pub mod office;
pub mod rates;
pub mod recovered;
pub mod restore;
pub mod rules;
pub mod seal;
pub mod seed;
pub mod templates;
pub mod user;

use casework::{Actor, Role};

/// The dispatch centre, when it acts from a terminal.
fn centre() -> Actor {
    Actor {
        user: "centre".into(),
        name: "受理中心".into(),
        role: Role::Dispatcher,
        office: None,
    }
}
