//! Seals ready to be placed. Preparing one takes longer than the letter it stands on,
//! and an office's stays the same for years.

use letter::{Error, Letter, pdf::Seal};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// More offices than a district has; beyond it all are prepared anew.
const MOST: usize = 200;

#[derive(Default)]
pub(super) struct Stamps {
    /// by the picture's hash and the seal's diameter
    prepared: Mutex<HashMap<(String, u64), Arc<Seal>>>,
}

impl Stamps {
    /// The seal of this picture, if the letter shows one.
    pub fn prepared(
        &self,
        letter: &Letter,
        picture: Option<&[u8]>,
    ) -> Result<Option<Arc<Seal>>, Error> {
        let (Some(picture), Some(seal)) = (picture, &letter.seal) else {
            return Ok(None);
        };
        let diameter = seal.diameter_mm;
        let key = (crate::photos::hash(picture), diameter.to_bits());
        // Whoever panicked with the lock left whole entries behind.
        let lock = || self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Some(known.clone()));
        }
        let made = Arc::new(Seal::prepare(picture, diameter, "seal")?);
        let mut prepared = lock();
        if prepared.len() >= MOST {
            prepared.clear();
        }
        prepared.insert(key, made.clone());
        Ok(Some(made))
    }
}
