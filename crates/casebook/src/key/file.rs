//! `key.json`: whose store it is and how its key is sealed. Never names the key.

use super::passphrase::Sealed;
use crate::disk::{self, Disk};
use crate::error::{Error, Result};
use crate::shelf::Identity;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use uuid::Uuid;

const NAME: &str = "key.json";

#[derive(Serialize, Deserialize)]
pub(crate) struct KeyFile {
    pub version: u32,
    #[serde(flatten)]
    pub identity: Identity,
    /// names the store in a keychain
    pub store: Uuid,
    pub keychain: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passphrase: Option<Sealed>,
}

impl KeyFile {
    pub fn new(identity: Identity) -> Self {
        Self {
            version: 1,
            identity,
            store: Uuid::new_v4(),
            keychain: false,
            passphrase: None,
        }
    }

    pub fn entry(&self) -> String {
        format!("lianxin-{}", self.store.simple())
    }

    /// None when the folder has no such file.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => return Ok(None),
            Err(e) => return Err(Error::file(path, e)),
        };
        let file: Self = serde_json::from_slice(&bytes).map_err(|e| Error::KeyDamaged {
            detail: e.to_string(),
        })?;
        Ok(Some(file))
    }

    /// There or not.
    pub fn remove(folder: &Path) -> Result<()> {
        let path = folder.join(NAME);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::file(path, e)),
            _ => Ok(()),
        }
    }

    pub fn write(&self, folder: &Path, disk: &dyn Disk) -> Result<()> {
        let json = serde_json::to_vec_pretty(self).map_err(|e| Error::unreadable("key file", e))?;
        disk::replace(disk, &folder.join(NAME), &json, "desk.key")
    }
}
