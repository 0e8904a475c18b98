//! Photos and letters: no server, no desk.

use std::process::Command;

use serde_json::Value;

use super::figures_of;
use crate::{Stop, place};

pub fn photo() -> Result<Vec<Value>, Stop> {
    measure("engines")
}

/// In a process of their own: what they take of memory is a figure.
pub fn letters() -> Result<Vec<Value>, Stop> {
    measure("letters")
}

fn measure(subject: &str) -> Result<Vec<Value>, Stop> {
    let mut command = Command::new(place::program("release", "measure"));
    figures_of(command.arg(subject).arg(place::target().join("fonts")))
}
