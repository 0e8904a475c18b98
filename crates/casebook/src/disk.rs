//! Writing files so that they are there or not there, never half: temporary
//! file, fsync, rename, fsync of the folder.

use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Where bytes go. A seam for tests that need a full disk.
pub trait Disk: Send + Sync {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
}

pub struct RealDisk;

impl Disk for RealDisk {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }
}

/// A file that does not exist until [`NewFile::place`] returns.
pub(crate) struct NewFile<'a> {
    disk: &'a dyn Disk,
    /// what it is, for `marks`
    kind: &'static str,
    temporary: PathBuf,
    file: Option<File>,
    written: u64,
}

impl<'a> NewFile<'a> {
    pub fn begin(disk: &'a dyn Disk, folder: &Path, kind: &'static str) -> Result<Self> {
        fs::create_dir_all(folder).map_err(|e| Error::file(folder, e))?;
        let temporary = folder.join(format!("new-{}.tmp", Uuid::now_v7().simple()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = options
            .open(&temporary)
            .map_err(|e| Error::file(&temporary, e))?;
        Ok(Self {
            disk,
            kind,
            temporary,
            file: Some(file),
            written: 0,
        })
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if let Some(file) = &mut self.file {
            self.disk
                .write(file, bytes)
                .map_err(|e| match Error::file(&self.temporary, e) {
                    Error::DiskFull { path, .. } => Error::DiskFull {
                        path,
                        bytes: self.written + bytes.len() as u64,
                    },
                    other => other,
                })?;
            self.written += bytes.len() as u64;
        }
        Ok(())
    }

    /// Bytes so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Makes the file durable under its name.
    pub fn place(mut self, path: &Path) -> Result<()> {
        let failed = |e| Error::file(path, e);
        marks::reached_of(self.kind, "before_fsync");
        if let Some(file) = self.file.take() {
            file.sync_all().map_err(failed)?;
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(failed)?;
        marks::reached_of(self.kind, "before_rename");
        fs::rename(&self.temporary, path).map_err(failed)?;
        marks::reached_of(self.kind, "before_folder_fsync");
        sync_folder(folder)?;
        marks::reached_of(self.kind, "placed");
        Ok(())
    }
}

/// For whoever writes to any writer; errors of the disk keep their kind.
impl Write for NewFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(file) = &mut self.file {
            self.disk.write(file, bytes)?;
            self.written += bytes.len() as u64;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for NewFile<'_> {
    fn drop(&mut self) {
        self.file.take();
        // Placed already, or half written and of no use to anybody.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Writes a small file in whole.
pub(crate) fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    kind: &'static str,
) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NewFile::begin(disk, folder, kind)?;
    file.write(bytes)?;
    file.place(path)
}

/// A rename is durable once its folder is. Windows cannot fsync a folder; NTFS
/// journals the rename itself.
#[cfg(not(windows))]
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|e| Error::file(folder, e))
}

#[cfg(windows)]
pub(crate) fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

/// Removes what a process that died left half written in this folder. The caller
/// holds the store's lock: nobody writes there now.
pub(crate) fn sweep(folder: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|extension| extension == "tmp") {
            fs::remove_file(&path).map_err(|e| Error::file(&path, e))?;
        }
    }
    Ok(())
}
