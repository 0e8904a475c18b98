//! The web UI: its modules as the lock file names them, and its built pages when a source is newer.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use crate::{Stop, place, private, processes, setup};

/// Vite 8 wants at least this (its `engines`).
const NODE: (u32, u32) = (20, 19);

/// Installs the modules when they are missing or the lock file has changed since.
pub fn modules() -> Result<(), Stop> {
    node()?;
    let lock = folder().join("package-lock.json");
    let wanted = fs::read(&lock)
        .map_err(|error| Stop::Failed(format!("cannot read {}: {error}", lock.display())))?;
    // Beside the modules, so that it goes when they go.
    let stamp = folder().join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|kept| kept == wanted) {
        return Ok(());
    }
    processes::step(
        "ui: npm ci",
        npm()
            .args(["ci", "--no-audit", "--no-fund"])
            .stdout(std::io::stderr()),
    )?;
    private::file(&stamp, &wanted)?;
    Ok(())
}

/// Builds the pages when they are missing or older than a source.
pub fn pages() -> Result<(), Stop> {
    let built = modified(&folder().join("dist/index.html"));
    let sources = newest(&folder());
    if built.is_some() && built >= sources {
        return Ok(());
    }
    processes::step(
        "ui: build",
        npm().args(["run", "build"]).stdout(std::io::stderr()),
    )
}

pub fn folder() -> PathBuf {
    place::root().join("ui")
}

pub fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder());
    command
}

fn node() -> Result<(), Stop> {
    let said = setup::quiet(Command::new("node").arg("--version")).unwrap_or_default();
    let mut parts = said.trim().trim_start_matches('v').split('.');
    let mut part = || parts.next().and_then(|part| part.parse().ok());
    let version: Option<(u32, u32)> = part().zip(part());
    if version.is_some_and(|version| version >= NODE) {
        return Ok(());
    }
    let found = if said.is_empty() {
        "there is none"
    } else {
        said.trim()
    };
    Err(Stop::NeedsYou(format!(
        "Node.js {}.{} or newer is needed ({found}): https://nodejs.org/",
        NODE.0, NODE.1
    )))
}

/// When the newest source below a folder was written; what npm and Vite write does not count.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .flatten()
        .filter(|entry| entry.file_name() != "node_modules" && entry.file_name() != "dist")
        .filter_map(|entry| {
            if entry.path().is_dir() {
                newest(&entry.path())
            } else {
                modified(&entry.path())
            }
        })
        .max()
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}
