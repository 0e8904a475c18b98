//! Erasing a store for good: of a device that was reported lost, at once; of a
//! retired one, when nothing is left that only it has.

use crate::book::Book;
use crate::delivery;
use crate::disk;
use crate::error::{Error, Result};
use crate::key::{KeyFile, KeyWrap};
use crate::meta;
use crate::overview::count;
use crate::store::sql;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Names a folder whose erasing was decided: what is left of it is no store.
const ERASED: &str = "erased";

/// What a retired device still has to hand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LeftToHandIn {
    /// without an outcome, or with one that no backup covers yet
    pub actions: u64,
    /// likewise
    pub photos: u64,
    /// written, not confirmed: only their writer can hand them in or let them go
    pub drafts: u64,
}

impl LeftToHandIn {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Book {
    pub fn left_to_hand_in(&self) -> Result<LeftToHandIn> {
        let db = self.reader()?;
        Ok(LeftToHandIn {
            actions: count(&db, sql!("count_unsafe"), &[])?,
            photos: count(&db, sql!("count_unsafe_photos"), &[])?,
            drafts: count(&db, sql!("count_drafts"), &[])?,
        })
    }

    /// What a backup covers, as the server said it of this epoch.
    pub fn note_safe(&self, epoch: &str, safe: &BTreeMap<String, u64>) -> Result<()> {
        let db = self.background();
        match meta::get(&db, meta::EPOCH)?.as_deref() == Some(epoch) {
            true => delivery::note_safe(&db, epoch, safe),
            false => Ok(()),
        }
    }

    /// From here on nobody can read the store. The files may still be open; what
    /// remains of them is removed by [`finish_erasing`].
    pub fn destroy_keys(&self, keychain: Option<&dyn KeyWrap>) -> Result<()> {
        let folder = self.folder();
        // None of the three waits for another: a full disk keeps no key alive.
        let marked = disk::replace(self.disk.as_ref(), &folder.join(ERASED), b"", "desk.erased");
        let forgotten = match (keychain, KeyFile::read(folder)) {
            (Some(keychain), Ok(Some(file))) => keychain
                .remove(&file.entry())
                .map_err(|detail| Error::Keychain { detail }),
            _ => Ok(()),
        };
        KeyFile::remove(folder)?;
        forgotten.and(marked)
    }

    /// Destroys the key first, then what it opened.
    pub fn destroy(self, keychain: Option<&dyn KeyWrap>) -> Result<()> {
        let folder = self.folder().to_owned();
        self.destroy_keys(keychain)?;
        drop(self);
        remove(&folder)
    }
}

/// Removes what is left of stores whose erasing was decided: a crash, or a file
/// that was still open, may have come between.
pub fn finish_erasing(data: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(data) else {
        return Ok(());
    };
    for folder in entries.flatten().map(|entry| entry.path()) {
        if folder.join(ERASED).exists() {
            KeyFile::remove(&folder)?;
            remove(&folder)?;
        }
    }
    Ok(())
}

/// The marker goes last: a folder without it would look like a store.
fn remove(folder: &Path) -> Result<()> {
    let failed = |e| Error::file(folder, e);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if entry.file_name() == ERASED {
            continue;
        }
        match entry.file_type().map_err(failed)?.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        }
        .map_err(|e| Error::file(&path, e))?;
    }
    fs::remove_dir_all(folder).map_err(failed)
}
