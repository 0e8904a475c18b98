//! Photos as evidence: what a file is, its hash, when and where it was taken,
//! which side is up, and a small picture to look at.
//!
//! Everything here is a pure function over bytes, except [`read`], the one
//! place that touches a disk. Nothing here writes, encrypts, uploads or alters
//! an original: pictures made for looking at are new JPEG files without EXIF.
//!
//! A photo is taken in even when parts of it are broken. What could not be
//! read is a [`Fault`] beside the facts that could; only what is no photo at
//! all is an [`Error`].

mod container;
mod error;
mod fault;
mod file;
mod format;
mod inspect;
mod metadata;
mod pixels;
mod sniff;
mod taken_at;
mod thumbnail;
mod tiff;

pub use error::Error;
pub use fault::Fault;
pub use file::{MAX_BYTES, check_size, read};
pub use format::Format;
pub use inspect::{Inspection, inspect, inspect_with_thumbnail, sha256};
pub use pixels::MAX_PIXELS;
pub use sniff::Seems;
pub use taken_at::TakenAt;
pub use thumbnail::thumbnail;
