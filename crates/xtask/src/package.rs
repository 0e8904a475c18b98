//! `cargo xtask package`: an installer of the desk for this platform, made by the Tauri CLI.

use std::process::Command;

use crate::{Stop, fonts, place, processes, setup, ui};

pub fn package() -> Result<(), Stop> {
    setup::packages(&[setup::BUILD])?;
    ui::modules()?;
    if cfg!(target_os = "linux") {
        fonts::fonts()?;
    }
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
            .args(["build", "--bundles", kind])
            .current_dir(place::root()),
    )?;
    let made = place::target().join("release/bundle").join(kind);
    println!("{}", made.display());
    Ok(())
}
