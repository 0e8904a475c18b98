//! Files outside the store: written whole or not at all.

use crate::error::{Reply, file};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes beside the target first, so that a full disk leaves what was there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Reply<()> {
    let unfinished = path.with_extension("part");
    let written = File::create(&unfinished).and_then(|mut to| {
        to.write_all(bytes)?;
        to.sync_all()?;
        fs::rename(&unfinished, path)
    });
    written.map_err(|problem| {
        // What could not be finished is of no use; the error below says why.
        let _ = fs::remove_file(&unfinished);
        file(path, &problem)
    })
}
