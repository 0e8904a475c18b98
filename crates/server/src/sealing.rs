//! The key that sealed exports are for: a laptop that never comes back online
//! seals its unsent work to the server's X25519 key, pinned at sign-in.

use crate::error::{Error, Result};
use x25519_dalek::{PublicKey, StaticSecret};

/// Lower-case hex.
pub(crate) fn public_key(secret: &[u8]) -> Result<String> {
    Ok(hex::encode(PublicKey::from(&key(secret)?).as_bytes()))
}

fn key(secret: &[u8]) -> Result<StaticSecret> {
    let bytes: [u8; 32] = secret
        .try_into()
        .map_err(|_| Error::Broken("the sealing key has not 32 bytes".into()))?;
    Ok(StaticSecret::from(bytes))
}
