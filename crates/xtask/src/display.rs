//! A screen for the window: the person's own, or one drawn in memory by Xvfb.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    Stop,
    processes::{self, Process},
};

/// What the person asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Window,
    Headless,
}

/// Whether a window can be opened here.
pub fn is_there() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// A screen of the most common size in offices, in memory.
pub struct Virtual {
    name: String,
    // Held so that the screen lives as long as we do.
    _xvfb: Process,
}

impl Virtual {
    /// Starts Xvfb, which picks a free number and says it.
    pub fn start() -> Result<Self, Stop> {
        let mut xvfb = Process::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1366x768x24"])
                .args(["-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let mut number = String::new();
        if let Some(stdout) = xvfb.stdout() {
            BufReader::new(stdout)
                .read_line(&mut number)
                .map_err(|error| format!("cannot read from Xvfb: {error}"))?;
        }
        if number.trim().is_empty() {
            return Err(Stop::Failed("Xvfb did not start".to_owned()));
        }
        Ok(Virtual {
            name: format!(":{}", number.trim()),
            _xvfb: xvfb,
        })
    }

    /// A program on this screen, with a session bus of its own.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("dbus-run-session");
        command
            .arg("--")
            .arg(program)
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Takes a picture of the whole screen.
    pub fn picture(&self, file: &Path) -> Result<(), Stop> {
        processes::finish(
            Command::new("scrot")
                .args(["--overwrite", "--display", &self.name])
                .arg(file),
        )
    }
}
