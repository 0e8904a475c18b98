//! The desk's side of synchronisation: a person's actions go out exactly once
//! and in order, what changed comes in by cursor, photos follow, and every
//! outcome of the network becomes a typed error or the next try.
//!
//! `plan` decides, without IO, what an answer means; `page` reads what a pull
//! brings; `casebook` writes it, each page one transaction; `transport` sends;
//! `engine` runs them in order. Nothing here shows anything or knows a rule of
//! the cases.

mod driver;
mod engine;
mod error;
mod page;
mod plan;
mod progress;
mod status;
pub mod transport;

pub use driver::{Driver, Signal, run};
pub use engine::{Clock, Engine, Farewell, Options, Photos, Report};
pub use error::{Error, Result};
pub use plan::news_pause;
pub use progress::{Phase, Progress, Watcher};
pub use status::Status;
pub use transport::{HttpTransport, Transport, UploadPart, UploadState, Wire};
