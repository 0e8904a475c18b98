//! For tests: the real programs as processes, in temporary folders, on
//! loopback. Nothing here ships, nothing here replaces a component.

mod binaries;
mod cluster;
mod desk;
mod proxy;
mod server;

pub use binaries::binary;
pub use cluster::{CLUSTER, Cluster, fresh_database};
pub use desk::{Desk, Refused};
pub use proxy::{Fault, Proxy, Way};
pub use server::{Account, Server, attempt, seed};
