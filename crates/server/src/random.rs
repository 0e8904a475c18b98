//! Random numbers and hashes of secrets.

use crate::error::{Error, Result};
use sha2::{Digest, Sha256};

pub(crate) fn bytes() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(Error::Random)?;
    Ok(bytes)
}

/// A short random name, for epochs.
pub(crate) fn name() -> Result<String> {
    Ok(hex::encode(&bytes()?[..12]))
}

/// What is kept of a token. Tokens are 256 random bits, so a plain hash does.
pub(crate) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
