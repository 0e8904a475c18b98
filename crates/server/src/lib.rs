//! The central server: it decides. Desks push what people did and pull what
//! changed; the dispatch centre works by `lianxin-server`'s subcommands.
//!
//! A request comes in by `http`, is checked by `session`, does its work through
//! `work` on an open transaction of `db`, and goes out. What the tables hold is
//! in `store`; rules are `casework`'s alone, how a letter looks is `letter`'s.

mod app;
mod background;
mod bell;
mod clock;
pub mod command;
mod db;
mod error;
mod escalations;
mod evidence;
mod found;
mod http;
mod letters;
mod lock;
mod passwords;
mod photos;
mod pull;
mod push;
mod random;
mod recovered;
mod revocations;
mod rulebook;
mod sealing;
mod seals;
mod serve;
mod session;
mod store;
#[cfg(test)]
mod testing;
mod uploads;
mod wait;
mod work;

pub use app::{App, Config};
pub use clock::{Clock, SystemClock};
pub use error::{Error, Result};
pub use lock::ServeLock;
pub use photos::{BucketPlace, PhotoPlace};
pub use random::Chance;
pub use serve::{CONNECTIONS, Listener, Tls, serve};
