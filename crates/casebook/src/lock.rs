//! One process at a time: `store.lock`, held by the window or the command line.

use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

const LOCK: &str = "store.lock";
const PAUSE: Duration = Duration::from_millis(50);

/// Takes the lock of a store's folder, waiting at most `wait`. It is freed when
/// the file is dropped, also when the process dies.
pub(crate) fn acquire(folder: &Path, wait: Duration) -> Result<File> {
    fs::create_dir_all(folder).map_err(|e| Error::file(folder, e))?;
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|e| Error::file(&path, e))?;
    let until = Instant::now() + wait;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(e)) => return Err(Error::file(&path, e)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::InUse {
                    folder: folder.to_owned(),
                });
            }
        }
    }
}
