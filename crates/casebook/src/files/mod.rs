//! Encrypted files beside the database: original photos of this desk in
//! `photos/`, what was fetched from the server in `fetched/`, both named by the
//! SHA-256 of their plain bytes, in two-letter subfolders, each under a key of
//! its own that lies in the database.

mod chunks;

pub use chunks::BlobReader;
pub(crate) use chunks::{FileKey, Sealer};

use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

pub(crate) const PHOTOS: &str = "photos";
pub(crate) const FETCHED: &str = "fetched";

pub(crate) fn place_of(folder: &Path, shelf: &str, sha256: &str) -> PathBuf {
    folder
        .join(shelf)
        .join(sha256.get(..2).unwrap_or("00"))
        .join(sha256)
}

/// The files of a shelf.
pub(crate) fn shelved(folder: &Path, shelf: &str) -> Vec<PathBuf> {
    let within = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let pairs = within(&folder.join(shelf))
        .into_iter()
        .filter(|path| path.is_dir());
    pairs.flat_map(|pair| within(&pair)).collect()
}

/// Lower-case hex of all that the reader gives, without keeping it.
pub fn sha256_of(mut from: impl Read) -> std::io::Result<(String, u64)> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; chunks::CHUNK];
    let mut size = 0;
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok((hex::encode(hasher.finalize()), size)),
            n => {
                hasher.update(&buffer[..n]);
                size += n as u64;
            }
        }
    }
}

/// Does the stored file still hash to its name? One that is gone, or is no file of
/// ours any more, is as rotten as one whose bytes changed.
pub(crate) fn verify(path: &Path, key: &FileKey, sha256: &str) -> Result<()> {
    let rotten = || Error::PhotoRotten {
        sha256: sha256.to_owned(),
    };
    let blob = BlobReader::open(path, key).map_err(|error| match error {
        Error::File { ref source, .. } if source.kind() != ErrorKind::NotFound => error,
        _ => rotten(),
    })?;
    let (found, _) = sha256_of(blob).map_err(|_| rotten())?;
    match found == sha256 {
        true => Ok(()),
        false => Err(rotten()),
    }
}
