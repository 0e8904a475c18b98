//! For tests: the real programs as processes, in temporary folders, on
//! loopback. Nothing here ships, nothing here replaces a component.

mod binaries;
mod desk;
mod server;

pub use binaries::binary;
pub use desk::{Desk, Refused};
pub use server::{Account, Server, attempt, seed};
