//! Debian packages: which are missing, and their installation. As root they are installed; another user is told the
//! one line to type. Systems without dpkg look after themselves.

use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
};

use crate::{Stop, processes};

/// To compile the workspace: SQLCipher and its OpenSSL from source, the window on WebKitGTK.
pub const BUILD: &[&str] = &[
    "build-essential",
    "ca-certificates",
    "libdbus-1-dev",
    "libwebkit2gtk-4.1-dev",
    "perl",
    "pkg-config",
];

/// To look at the window: Chinese glyphs.
pub const WINDOW: &[&str] = &["fonts-noto-cjk"];

/// To open the window where there is no screen, and to take its picture.
pub const HEADLESS: &[&str] = &["dbus", "scrot", "xauth", "xvfb"];

/// What the tests use: the window's driver, a second database engine, readers of PDF, HEIC samples.
pub const TESTS: &[&str] = &[
    "libheif-examples",
    "poppler-utils",
    "postgresql",
    "procps",
    "webkit2gtk-driver",
    "xdotool",
];

/// Sees to it that these packages are there.
pub fn packages(groups: &[&[&str]]) -> Result<(), Stop> {
    if !has_dpkg() {
        return Ok(());
    }
    let missing: BTreeSet<&str> = groups
        .concat()
        .into_iter()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.into_iter().collect();
    if !is_root() {
        return Err(Stop::NeedsYou(format!(
            "some packages are missing. Please type this line, then try again:\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            names.join(" ")
        )));
    }
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        // Their chatter must not mix with what a task prints.
        command.stdout(Stdio::null());
        command
    };
    processes::step("package lists", apt().arg("update"))?;
    processes::step(
        &format!("packages: {}", names.join(" ")),
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(&names),
    )
}

fn has_dpkg() -> bool {
    quiet(Command::new("dpkg-query").arg("--version")).is_some()
}

fn is_installed(package: &str) -> bool {
    let asked = ["-W", "-f", "${db:Status-Abbrev}", package];
    quiet(Command::new("dpkg-query").args(asked)).is_some_and(|status| status.starts_with("ii"))
}

fn is_root() -> bool {
    quiet(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// What a command says, if it can be started and succeeds.
pub fn quiet(command: &mut Command) -> Option<String> {
    let out = command.stdin(Stdio::null()).output().ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}
