//! Where things are: the workspace, what cargo builds, the private folder of `cargo xtask run`.

use std::path::{Path, PathBuf};

/// The workspace this program was built from.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Data, logs and picture of `cargo xtask run`: always here, wherever cargo builds.
pub fn run() -> PathBuf {
    root().join("target/run")
}

/// Programs that the tests need and no Debian package has.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}

/// A program cargo has built.
pub fn program(profile: &str, name: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
