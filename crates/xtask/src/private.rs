//! Files that only their owner may read: sample data, passwords, passphrases.

use std::{
    fs,
    io::{self, Read, Write},
    path::Path,
};

/// Makes a folder that only its owner may enter, with its parents.
pub fn folder(path: &Path) -> Result<(), String> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .map_err(|error| format!("cannot create {}: {error}", path.display()))
}

/// Writes a file that only its owner may read. It appears whole or not at all.
pub fn file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let part = path.with_extension("part");
    write(&part, bytes)
        .and_then(|()| fs::rename(&part, path))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The secret kept in a file; drawn anew (256 bits, hexadecimal) when there is none.
pub fn secret(path: &Path) -> Result<String, String> {
    if let Ok(kept) = fs::read_to_string(path) {
        return Ok(kept);
    }
    let mut bytes = [0_u8; 32];
    fs::File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .map_err(|error| format!("cannot draw a random number: {error}"))?;
    let drawn: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    file(path, drawn.as_bytes())?;
    Ok(drawn)
}

#[cfg(all(test, unix))]
mod tests;
