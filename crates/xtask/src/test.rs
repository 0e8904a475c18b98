//! `cargo xtask test`: sets up what the tests need, then runs every check. The first that fails ends it.

use std::{env, ffi::OsString, process::Command};

use crate::{Stop, fonts, place, processes::step, setup, ui};

const TAURI_DRIVER: &str = "2.1.0";

/// Everything; with a filter only the cargo tests of that name.
pub fn test(filter: Option<&str>) -> Result<(), Stop> {
    set_up()?;
    if filter.is_none() {
        style()?;
        web_ui()?;
        step(
            "clippy",
            cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]),
        )?;
    }
    // The system tests start the programs themselves.
    step(
        "programs for the tests",
        cargo("build").args(["--workspace", "--bins"]),
    )?;
    let mut tests = on_virtual_screen("cargo");
    tests
        .args(["test", "--workspace", "--no-fail-fast"])
        .args(filter);
    step("cargo test", &mut tests)
}

fn set_up() -> Result<(), Stop> {
    setup::packages(&[setup::BUILD, setup::WINDOW, setup::HEADLESS, setup::TESTS])?;
    fonts::fonts()?;
    ui::modules()?;
    // The window holds the pages: without them it does not compile.
    ui::pages()?;
    driver()
}

/// The driver of the window, which only crates.io has.
fn driver() -> Result<(), Stop> {
    let program = place::tools().join("bin/tauri-driver");
    if !cfg!(target_os = "linux") || program.exists() {
        return Ok(());
    }
    step(
        "tauri-driver",
        cargo("install")
            .args(["tauri-driver", "--version", TAURI_DRIVER, "--locked"])
            .arg("--root")
            .arg(place::tools()),
    )
}

fn style() -> Result<(), Stop> {
    step("cargo fmt --check", cargo("fmt").args(["--all", "--check"]))
}

fn web_ui() -> Result<(), Stop> {
    step("ui: tsc", ui::npm().args(["exec", "--", "tsc", "--noEmit"]))?;
    step("ui: eslint", ui::npm().args(["exec", "--", "eslint", "."]))?;
    step(
        "ui: vitest",
        ui::npm().args(["exec", "--", "vitest", "run"]),
    )
}

fn cargo(task: &str) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(place::root()).arg(task);
    command
}

/// A program with a screen and a session bus of its own, and the test tools on its path.
fn on_virtual_screen(program: &str) -> Command {
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("dbus-run-session");
        command.args([
            "--",
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1366x768x24",
            program,
        ]);
        command
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11");
        command
    } else {
        Command::new(program)
    };
    command.current_dir(place::root()).env("PATH", path());
    command
}

/// The usual path, behind the tools installed for the tests.
fn path() -> OsString {
    let tools = place::tools().join("bin");
    let usual = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools).chain(env::split_paths(&usual));
    // Only a folder with a colon in its name cannot be joined.
    env::join_paths(folders).unwrap_or(usual)
}
