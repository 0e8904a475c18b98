//! Photos and letters: uploads on this machine's disk until they are whole, then
//! finished files under their SHA-256, in a folder or in a bucket.

mod bucket;
mod fault;
mod folder;
mod place;
mod turns;

#[cfg(test)]
mod resuming;
#[cfg(test)]
mod tests;

pub use fault::PhotoFault;
pub use place::{BucketPlace, PhotoPlace};

use crate::app::Config;
use crate::error::Result;
use axum::body::Bytes;
use bucket::Bucket;
use folder::Folder;
use futures_util::stream::BoxStream;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use turns::Turns;
use uuid::Uuid;

pub(crate) struct Photos {
    finished: Finished,
    uploads: PathBuf,
    /// of whoever writes to an upload
    pub turns: Turns,
}

enum Finished {
    Folder(Folder),
    Bucket(Box<Bucket>),
}

impl Photos {
    pub fn new(config: &Config) -> Result<Self> {
        let in_folder = |folder: &Path| {
            let uploads = folder.join("uploads");
            (Finished::Folder(Folder(folder.to_owned())), uploads)
        };
        let (finished, uploads) = match &config.photos {
            None => in_folder(&config.data.join("photos")),
            Some(PhotoPlace::Folder(folder)) => in_folder(folder),
            Some(PhotoPlace::Bucket(place)) => {
                let bucket = Box::new(Bucket::open(place)?);
                (Finished::Bucket(bucket), config.data.join("uploads"))
            }
        };
        fs::create_dir_all(&uploads)?;
        Ok(Self {
            finished,
            uploads,
            turns: Turns::default(),
        })
    }

    /// A folder was made by `new`; a bucket is written to and read.
    pub fn probe(&self) -> Result<()> {
        match &self.finished {
            Finished::Folder(_) => Ok(()),
            Finished::Bucket(bucket) => bucket.probe(),
        }
    }

    /// Writes bytes under their name, once.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        let sha256 = hash(bytes);
        match &self.finished {
            Finished::Folder(folder) if folder.has(&sha256) => {}
            Finished::Folder(folder) => {
                let temporary = self.uploads.join(format!("whole-{sha256}"));
                let mut file = File::create(&temporary)?;
                file.write_all(bytes)?;
                marks::reached("server.file.before_fsync");
                file.sync_all()?;
                folder.settle(&temporary, &sha256)?;
            }
            Finished::Bucket(bucket) => bucket.put(&sha256, bytes.to_vec())?,
        }
        Ok(sha256)
    }

    pub fn read(&self, sha256: &str) -> Result<Vec<u8>> {
        match &self.finished {
            Finished::Folder(folder) => folder.read(sha256),
            Finished::Bucket(bucket) => bucket.read(sha256),
        }
    }

    /// The bytes from `range.start` to before `range.end`, as they come.
    pub async fn stream(
        &self,
        sha256: &str,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>> {
        match &self.finished {
            Finished::Folder(folder) => folder.stream(sha256, range).await,
            Finished::Bucket(bucket) => bucket.stream(sha256, range).await,
        }
    }

    /// Writes a part at `offset`. Answers false when fewer bytes are there than
    /// `offset`: the upload has to start anew, as after a power cut, for only the
    /// whole is made durable. What the cut left in its place does not hash to the name.
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
        marks::reached("server.part.before_write");
        file.write_all(part)?;
        Ok(true)
    }

    /// Hashes the whole upload; when it is what it should be, it becomes a
    /// finished file, else it is removed. An error leaves it as it is, for the
    /// last part to be sent again.
    pub fn finish(&self, device: Uuid, sha256: &str) -> Result<bool> {
        let upload = self.upload(device, sha256);
        match &self.finished {
            Finished::Folder(folder) => {
                if hash_file(&upload)? != sha256 {
                    fs::remove_file(&upload)?;
                    return Ok(false);
                }
                marks::reached("server.part.before_fsync");
                OpenOptions::new().write(true).open(&upload)?.sync_all()?;
                folder.settle(&upload, sha256)?;
                Ok(true)
            }
            Finished::Bucket(bucket) => {
                // What is hashed is what is sent.
                let bytes = fs::read(&upload)?;
                let whole = hash(&bytes) == sha256;
                if whole {
                    bucket.put(sha256, bytes)?;
                }
                remove_if_there(&upload)?;
                Ok(whole)
            }
        }
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
