//! `cargo xtask package`: an installer of the desk for this platform, made by the Tauri CLI.

use std::{path::PathBuf, process::Command};

use crate::{Stop, fonts, place, processes::step, setup, ui};

/// Of the line of `tauri` in Cargo.toml. Not among the UI's modules: only who makes installers needs its 20 MB.
const TAURI_CLI: &str = "2.12.5";

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
    // It wants to be started where tauri.conf.json is.
    step(
        &format!("tauri build: {kind}"),
        Command::new("node")
            .arg(cli()?)
            .args(["build", "--bundles", kind, "--config", RESOURCES])
            .current_dir(place::root()),
    )?;
    let made = place::target().join("release/bundle").join(kind);
    println!("{}", made.display());
    Ok(())
}

/// The Tauri CLI in `target/tools`, which npm fills for this platform.
fn cli() -> Result<PathBuf, Stop> {
    let folder = place::tools().join(format!("tauri-cli-{TAURI_CLI}"));
    let program = folder.join("node_modules/@tauri-apps/cli/tauri.js");
    if !program.exists() {
        step(
            "tauri cli",
            ui::npm()
                .args(["install", "--no-save", "--no-audit", "--no-fund"])
                .arg("--prefix")
                .arg(&folder)
                .arg(format!("@tauri-apps/cli@{TAURI_CLI}"))
                .stdout(std::io::stderr()),
        )?;
    }
    Ok(program)
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
