//! One part of an upload after the other: a part that comes twice at once must not
//! be written into a file that has become a photo meanwhile.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

type Upload = (Uuid, String);

#[derive(Default)]
pub(crate) struct Turns {
    taken: Mutex<HashSet<Upload>>,
    given_back: Condvar,
}

/// Given back when it is dropped.
pub(crate) struct Turn<'t> {
    turns: &'t Turns,
    upload: Upload,
}

impl Turns {
    /// Waits until nobody else writes to this upload.
    pub fn take(&self, device: Uuid, sha256: &str) -> Turn<'_> {
        let upload = (device, sha256.to_owned());
        let mut taken = self.taken();
        while !taken.insert(upload.clone()) {
            taken = self
                .given_back
                .wait(taken)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Turn {
            turns: self,
            upload,
        }
    }

    fn taken(&self) -> MutexGuard<'_, HashSet<Upload>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.taken().remove(&self.upload);
        self.turns.given_back.notify_all();
    }
}
