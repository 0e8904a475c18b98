//! Photos and letters: no server, no desk.

use std::process::Command;

use serde_json::Value;

use super::figures_of;
use crate::{Stop, place};

pub fn measure() -> Result<Vec<Value>, Stop> {
    let mut command = Command::new(place::program("release", "measure"));
    figures_of(command.arg("engines").arg(place::target().join("fonts")))
}
