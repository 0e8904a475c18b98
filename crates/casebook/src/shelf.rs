//! Which stores there are: one folder per server and account.

use crate::error::{Error, Result};
use crate::key::KeyFile;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Whose store it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// address of the server, without a slash at its end
    pub server: String,
    pub user: String,
}

impl Identity {
    pub fn new(server: &str, user: &str) -> Self {
        Self {
            server: server.trim().trim_end_matches('/').to_owned(),
            user: user.trim().to_owned(),
        }
    }
}

/// The folder of this identity's store, there or not. Its name tells nothing.
pub fn folder_of(data: &Path, identity: &Identity) -> PathBuf {
    let digest = Sha256::digest(format!("{}\n{}", identity.server, identity.user));
    data.join(&hex::encode(digest)[..16])
}

/// The stores in a data folder, in the order of their accounts.
pub fn stores(data: &Path) -> Result<Vec<(Identity, PathBuf)>> {
    let entries = match fs::read_dir(data) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Error::file(data, e)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let folder = entry.map_err(|e| Error::file(data, e))?.path();
        if let Some(file) = KeyFile::read(&folder)? {
            found.push((file.identity, folder));
        }
    }
    found.sort_by(|a, b| (&a.0.server, &a.0.user).cmp(&(&b.0.server, &b.0.user)));
    Ok(found)
}
