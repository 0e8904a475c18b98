use std::{os::unix::fs::PermissionsExt, path::PathBuf};

use super::*;

/// A folder below target that no other test uses.
fn place(name: &str) -> PathBuf {
    let place = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../target/tmp")
        .join(format!("xtask-{name}-{}", std::process::id()));
    folder(&place).expect("a folder");
    place
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("exists").permissions().mode() & 0o777
}

#[test]
fn a_secret_is_drawn_once_and_nobody_else_may_read_it() {
    let place = place("secret");
    let file = place.join("passphrase");
    let first = secret(&file).expect("drawn");
    let again = secret(&file).expect("kept");
    assert_eq!(first.len(), 64);
    assert_eq!(first, again);
    assert_ne!(first, secret(&place.join("other")).expect("drawn"));
    assert_eq!(mode(&place), 0o700);
    assert_eq!(mode(&file), 0o600);
    fs::remove_dir_all(place).expect("removed");
}
