//! Sealing the key with a passphrase: Argon2id, then XChaCha20-Poly1305.

use super::StoreKey;
use crate::error::{Error, Result};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// 64 MiB and 3 passes: 0.19 s on an office machine, above OWASP's least.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Sealed {
    memory_kib: u32,
    passes: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

pub(super) fn seal(key: &StoreKey, passphrase: &str) -> Result<Sealed> {
    let mut salt = [0; 16];
    let mut nonce = [0; 24];
    getrandom::fill(&mut salt)?;
    getrandom::fill(&mut nonce)?;
    let sealed = cipher(passphrase, &salt, MEMORY_KIB, PASSES)?
        .encrypt(&XNonce::from(nonce), key.as_slice())
        .map_err(|_| damaged("sealing failed"))?;
    Ok(Sealed {
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        salt: hex::encode(salt),
        nonce: hex::encode(nonce),
        sealed: hex::encode(sealed),
    })
}

pub(super) fn open(sealed: &Sealed, passphrase: &str) -> Result<StoreKey> {
    let bytes = |text: &str| hex::decode(text).map_err(|e| damaged(&e.to_string()));
    let nonce: [u8; 24] = bytes(&sealed.nonce)?
        .try_into()
        .map_err(|_| damaged("nonce"))?;
    // A file that asks for gigabytes is no file of ours.
    if sealed.memory_kib > 16 * MEMORY_KIB || sealed.passes > 16 * PASSES {
        return Err(damaged("cost"));
    }
    let cipher = cipher(
        passphrase,
        &bytes(&sealed.salt)?,
        sealed.memory_kib,
        sealed.passes,
    )?;
    let key = cipher
        .decrypt(&XNonce::from(nonce), bytes(&sealed.sealed)?.as_slice())
        .map(Zeroizing::new)
        .map_err(|_| Error::WrongPassphrase)?;
    let key: [u8; 32] = key.as_slice().try_into().map_err(|_| damaged("length"))?;
    Ok(Zeroizing::new(key))
}

fn cipher(passphrase: &str, salt: &[u8], memory: u32, passes: u32) -> Result<XChaCha20Poly1305> {
    let params = Params::new(memory, passes, 1, Some(32)).map_err(|e| damaged(&e.to_string()))?;
    let mut wrapping = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, wrapping.as_mut_slice())
        .map_err(|e| damaged(&e.to_string()))?;
    Ok(XChaCha20Poly1305::new((&*wrapping).into()))
}

fn damaged(detail: &str) -> Error {
    Error::KeyDamaged {
        detail: detail.to_owned(),
    }
}
