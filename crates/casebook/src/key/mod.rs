//! The store's key: 256 random bits that never lie on the disk as they are.
//! `key.json` beside the database holds them sealed by a passphrase; a keychain,
//! injected as a [`KeyWrap`], may keep them too.

mod file;
mod passphrase;

pub(crate) use file::KeyFile;

use crate::error::{Error, Result};
use zeroize::Zeroizing;

pub(crate) type StoreKey = Zeroizing<[u8; 32]>;

/// A keychain of the operating system. `store` names the entry.
pub trait KeyWrap: Send + Sync {
    fn put(&self, store: &str, key: &[u8; 32]) -> std::result::Result<(), String>;
    fn get(&self, store: &str) -> std::result::Result<Option<Zeroizing<[u8; 32]>>, String>;
    fn remove(&self, store: &str) -> std::result::Result<(), String>;
}

/// What a person has to open a store with. At least one is needed to create one.
#[derive(Clone, Copy, Default)]
pub struct Keys<'a> {
    pub passphrase: Option<&'a str>,
    pub keychain: Option<&'a dyn KeyWrap>,
}

impl<'a> Keys<'a> {
    pub fn passphrase(passphrase: &'a str) -> Self {
        Self {
            passphrase: Some(passphrase),
            keychain: None,
        }
    }

    pub fn keychain(keychain: &'a dyn KeyWrap) -> Self {
        Self {
            passphrase: None,
            keychain: Some(keychain),
        }
    }
}

pub(crate) fn draw() -> Result<StoreKey> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut_slice())?;
    Ok(key)
}

/// Seals a new key by everything that was given, and reads every wrap back
/// before anybody relies on it.
pub(crate) fn wrap(key: &StoreKey, file: &mut KeyFile, keys: Keys) -> Result<()> {
    if keys.passphrase.is_none() && keys.keychain.is_none() {
        return Err(Error::KeyMissing);
    }
    if let Some(keychain) = keys.keychain {
        let entry = file.entry();
        let failed = |detail| Error::Keychain { detail };
        keychain.put(&entry, key).map_err(failed)?;
        let back = keychain.get(&entry).map_err(failed)?;
        if back.as_deref() != Some(&**key) {
            return Err(failed("it does not return what was stored".into()));
        }
        file.keychain = true;
    }
    if let Some(passphrase) = keys.passphrase {
        let sealed = passphrase::seal(key, passphrase)?;
        passphrase::open(&sealed, passphrase)?;
        file.passphrase = Some(sealed);
    }
    Ok(())
}

/// The key by keychain or, where that has none, by passphrase.
pub(crate) fn unwrap(file: &KeyFile, keys: Keys) -> Result<StoreKey> {
    if let (Some(keychain), true) = (keys.keychain, file.keychain) {
        let found = keychain.get(&file.entry());
        match (found, keys.passphrase) {
            (Ok(Some(key)), _) => return Ok(key),
            (Err(detail), None) => return Err(Error::Keychain { detail }),
            _ => {}
        }
    }
    match (keys.passphrase, &file.passphrase) {
        (Some(passphrase), Some(sealed)) => passphrase::open(sealed, passphrase),
        _ => Err(Error::KeyMissing),
    }
}
