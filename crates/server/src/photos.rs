//! Bytes on the disk: finished files under their SHA-256 in two-letter folders,
//! uploads beside them until they are whole.

use crate::app::Config;
use crate::error::Result;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

pub(crate) struct Photos {
    stored: PathBuf,
    uploads: PathBuf,
}

impl Photos {
    pub fn new(config: &Config) -> Result<Self> {
        let stored = match &config.photos {
            Some(folder) => folder.clone(),
            None => config.data.join("photos"),
        };
        let uploads = stored.join("uploads");
        fs::create_dir_all(&uploads)?;
        Ok(Self { stored, uploads })
    }

    /// Where the finished file of this hash lies. The caller has checked that
    /// it is a hash.
    pub fn path(&self, sha256: &str) -> PathBuf {
        self.stored.join(&sha256[..2]).join(sha256)
    }

    /// Writes bytes under their name, once.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        let sha256 = hash(bytes);
        let path = self.path(&sha256);
        if !path.exists() {
            let temporary = self.uploads.join(format!("whole-{sha256}"));
            let mut file = File::create(&temporary)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            settle(&temporary, &path)?;
        }
        Ok(sha256)
    }

    /// Writes a part at `offset` and makes it durable. Answers false when fewer
    /// bytes are there than `offset`: the upload has to start anew.
    pub fn write_part(&self, device: Uuid, sha256: &str, offset: u64, part: &[u8]) -> Result<bool> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.upload(device, sha256))?;
        if file.metadata()?.len() < offset {
            return Ok(false);
        }
        file.set_len(offset)?;
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(part)?;
        file.sync_data()?;
        Ok(true)
    }

    /// Hashes the whole upload; when it is what it should be, it becomes a
    /// finished file, else it is removed.
    pub fn finish(&self, device: Uuid, sha256: &str) -> Result<bool> {
        let upload = self.upload(device, sha256);
        if hash_file(&upload)? != sha256 {
            fs::remove_file(&upload)?;
            return Ok(false);
        }
        settle(&upload, &self.path(sha256))?;
        Ok(true)
    }

    fn upload(&self, device: Uuid, sha256: &str) -> PathBuf {
        self.uploads.join(format!("{device}-{sha256}"))
    }
}

/// A name that is 64 lower-case hex digits, and so no path.
pub(crate) fn is_sha256(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

pub(crate) fn hash_file(path: &Path) -> Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex::encode(hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

/// Renames, and makes the new name durable.
fn settle(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
        fs::rename(from, to)?;
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
