//! The key that seals are encrypted by: a file of 64 hex digits beside the data,
//! never in the database or a backup. XChaCha20-Poly1305 with a random nonce
//! before each ciphertext; the office is authenticated with it, so that a row put
//! in another's place opens nothing.

use crate::error::{Error, Result};
use crate::random::Chance;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use protocol::error::code;
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

const NONCE: usize = 24;

pub(super) struct Key([u8; 32]);

impl Key {
    /// None where there is no such file.
    pub fn read(place: &Path) -> Result<Option<Self>> {
        let text = match fs::read_to_string(place) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut key = [0; 32];
        hex::decode_to_slice(text.trim(), &mut key).map_err(|_| {
            let place = place.display();
            Error::told(
                code::SEAL_KEY_WRONG,
                format!("{place} is no key of 64 hex digits; put the right one in its place"),
            )
        })?;
        Ok(Some(Self(key)))
    }

    /// Durable before anything is encrypted by it.
    pub fn create(place: &Path, chance: &Chance) -> Result<Self> {
        let key = Self(chance.bytes()?);
        let unfinished = place.with_extension("unfinished");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&unfinished)?;
        writeln!(file, "{}", hex::encode(key.0))?;
        file.sync_all()?;
        fs::rename(&unfinished, place)?;
        #[cfg(unix)]
        if let Some(folder) = std::path::absolute(place)?.parent() {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(key)
    }

    /// Tells keys apart, and nothing of the key.
    pub fn id(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"lianxin seal key")
            .chain_update(self.0)
            .finalize();
        hex::encode(&digest[..8])
    }

    pub fn encrypt(&self, office: &str, picture: &[u8], chance: &Chance) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE] = chance.bytes()?;
        let message = Payload {
            msg: picture,
            aad: office.as_bytes(),
        };
        let encrypted = self
            .cipher()
            .encrypt(&XNonce::from(nonce), message)
            .map_err(|_| Error::Broken("the seal cannot be encrypted".into()))?;
        Ok([&nonce[..], &encrypted].concat())
    }

    pub fn decrypt(&self, office: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let damaged = || Error::Broken(format!("the seal of office {office} is damaged"));
        let (nonce, encrypted) = sealed.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
        let message = Payload {
            msg: encrypted,
            aad: office.as_bytes(),
        };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), message)
            .map_err(|_| damaged())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&self.0).into())
    }
}
