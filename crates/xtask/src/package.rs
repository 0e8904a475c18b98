//! `cargo xtask package`: an installer of the desk for this platform, made by the Tauri CLI.

use std::process::Command;

use crate::{Stop, fonts, place, processes, setup, ui};

/// The letters' fonts travel with the program. Only here: a plain build must not ask for them.
const RESOURCES: &str = r#"{"bundle":{"resources":{"target/fonts/":"fonts/"}}}"#;

pub fn package() -> Result<(), Stop> {
    setup::packages(&[setup::BUILD])?;
    ui::modules()?;
    bring_fonts()?;
    let kind = if cfg!(windows) {
        "nsis"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "deb"
    };
    // The CLI is a development module of the UI; it wants to be started where tauri.conf.json is.
    let cli = ui::folder().join("node_modules/@tauri-apps/cli/tauri.js");
    processes::step(
        &format!("tauri build: {kind}"),
        Command::new("node")
            .arg(cli)
            .args(["build", "--bundles", kind, "--config", RESOURCES])
            .current_dir(place::root()),
    )?;
    let made = place::target().join("release/bundle").join(kind);
    println!("{}", made.display());
    Ok(())
}

/// They come from Debian's packages; other systems are handed the folder.
fn bring_fonts() -> Result<(), Stop> {
    if cfg!(target_os = "linux") {
        return Ok(fonts::fonts()?);
    }
    let folder = place::root().join("target/fonts");
    if folder.is_dir() {
        return Ok(());
    }
    Err(Stop::NeedsYou(format!(
        "{} is missing: copy it from a Debian machine where `cargo xtask fonts` was run",
        folder.display()
    )))
}
