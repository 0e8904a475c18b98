//! Declares the window's commands, so that each must be granted in
//! `tauri.conf.json`: without this list every command is open to every window.

const COMMANDS: &str = include_str!("commands.txt");

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/commands.txt");
    let names: Vec<&'static str> = COMMANDS.lines().collect();
    let manifest = tauri_build::AppManifest::new().commands(Vec::leak(names));
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the shell's manifest does not build: {error:#}");
    }
}
