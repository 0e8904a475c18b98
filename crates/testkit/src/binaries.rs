//! Where the programs under test lie: beside the test itself.

use std::path::PathBuf;

/// The built program of this name, e.g. `lianxin-server`.
///
/// # Panics
/// When it is not built; says how to build it.
pub fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test runs from a file");
    // target/debug/deps/system-… → target/debug
    let folder = test
        .parent()
        .and_then(|deps| deps.parent())
        .expect("a test lies in target/PROFILE/deps");
    let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not built: cargo build -p server -p desk (cargo xtask test does it)",
        path.display()
    );
    path
}
