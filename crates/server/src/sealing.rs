//! The key that sealed exports are for: a laptop that never comes back online
//! seals its unsent work to the server's X25519 key, pinned at sign-in.

use crate::error::{Error, Result};
use protocol::sealed;

pub(crate) fn public_key(stored: &[u8]) -> Result<String> {
    Ok(sealed::public_key(secret(stored)?))
}

pub(crate) fn secret(stored: &[u8]) -> Result<[u8; 32]> {
    stored
        .try_into()
        .map_err(|_| Error::Broken("the sealing key has not 32 bytes".into()))
}
