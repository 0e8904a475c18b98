//! Random numbers and hashes of secrets.

use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// Where random bytes come from; passed in so that a simulation runs the same
/// way twice.
#[derive(Clone)]
pub struct Chance(Arc<Draw>);

type Draw = dyn Fn(&mut [u8]) -> Result<()> + Send + Sync;

impl Chance {
    /// The system's: the only one for a server that people use.
    pub fn system() -> Self {
        Self::from(|bytes| getrandom::fill(bytes).map_err(Error::Random))
    }

    pub fn from(draw: impl Fn(&mut [u8]) -> Result<()> + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }

    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }

    /// A short random name, for epochs.
    pub(crate) fn name(&self) -> Result<String> {
        Ok(hex::encode(self.bytes::<12>()?))
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Chance")
    }
}

/// What is kept of a token. Tokens are 256 random bits, so a plain hash does.
pub(crate) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
