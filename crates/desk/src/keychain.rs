//! The operating system's keychain as a wrap of the store's key. Where there is
//! none (no session bus, a server without a desktop) the passphrase alone opens
//! the store; LIANXIN_PASSPHRASE set means the keychain is left alone.

use casebook::KeyWrap;
use keyring_core::{Entry, Error};
use std::sync::Arc;
use zeroize::Zeroizing;

const SERVICE: &str = "cn.lianxin.desk";

struct SystemKeychain;

/// The keychain of this computer, if it has one that answers.
pub fn system() -> Option<Arc<dyn KeyWrap>> {
    // Tests leave the keychain of whoever runs them alone.
    if cfg!(test) || std::env::var_os("LIANXIN_PASSPHRASE").is_some() {
        return None;
    }
    let store = platform_store()
        .inspect_err(|error| tracing::info!(%error, "no keychain"))
        .ok()?;
    keyring_core::set_default_store(store);
    Some(Arc::new(SystemKeychain))
}

#[cfg(target_os = "linux")]
fn platform_store() -> keyring_core::Result<Arc<keyring_core::CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "windows")]
fn platform_store() -> keyring_core::Result<Arc<keyring_core::CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn platform_store() -> keyring_core::Result<Arc<keyring_core::CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

impl KeyWrap for SystemKeychain {
    fn put(&self, store: &str, key: &[u8; 32]) -> Result<(), String> {
        Entry::new(SERVICE, store)
            .and_then(|entry| entry.set_secret(key))
            .map_err(|error| error.to_string())
    }

    fn get(&self, store: &str) -> Result<Option<Zeroizing<[u8; 32]>>, String> {
        match Entry::new(SERVICE, store).and_then(|entry| entry.get_secret()) {
            Ok(secret) => {
                let secret = Zeroizing::new(secret);
                let key = <[u8; 32]>::try_from(secret.as_slice())
                    .map_err(|_| "the entry is not a key".to_owned())?;
                Ok(Some(Zeroizing::new(key)))
            }
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    fn remove(&self, store: &str) -> Result<(), String> {
        match Entry::new(SERVICE, store).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }
}
