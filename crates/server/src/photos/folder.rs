//! Finished files in a folder, under their SHA-256 in two-letter folders.

use crate::error::Result;
use axum::body::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use std::fs;
use std::io::SeekFrom;
use std::ops::Range;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

pub(super) struct Folder(pub PathBuf);

impl Folder {
    pub fn has(&self, sha256: &str) -> bool {
        self.path(sha256).exists()
    }

    /// Renames, and makes the new name durable.
    pub fn settle(&self, from: &Path, sha256: &str) -> Result<()> {
        let to = self.path(sha256);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
            marks::reached("server.file.before_rename");
            fs::rename(from, &to)?;
            marks::reached("server.file.before_folder_fsync");
            #[cfg(unix)]
            fs::File::open(folder)?.sync_all()?;
            marks::reached("server.file.placed");
        }
        Ok(())
    }

    pub fn read(&self, sha256: &str) -> Result<Vec<u8>> {
        Ok(fs::read(self.path(sha256))?)
    }

    pub async fn stream(
        &self,
        sha256: &str,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>> {
        let mut file = tokio::fs::File::open(self.path(sha256)).await?;
        file.seek(SeekFrom::Start(range.start)).await?;
        Ok(ReaderStream::new(file.take(range.end - range.start)).boxed())
    }

    /// Where the finished file of this hash lies. The caller has checked that
    /// it is a hash.
    fn path(&self, sha256: &str) -> PathBuf {
        self.0.join(&sha256[..2]).join(sha256)
    }
}
