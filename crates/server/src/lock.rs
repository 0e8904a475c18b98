//! Who serves from a data folder holds its lock; `restore` needs it free.

use crate::app::Config;
use crate::error::{Error, Result};
use std::fs::{File, TryLockError};

/// Held until it is dropped; released by the system when the process dies.
pub struct ServeLock(#[expect(dead_code, reason = "dropping it is its use")] File);

impl ServeLock {
    pub fn take(config: &Config) -> Result<Self> {
        std::fs::create_dir_all(&config.data)?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(config.data.join("serve.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::told(
                "store.in_use",
                format!(
                    "a server is running on {}; end it first",
                    config.data.display()
                ),
            )),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
