//! Passwords: Argon2id with 19 MiB and 2 passes (OWASP's recommendation for a
//! server that many sign in to).

use crate::error::{Error, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Verifications at a time: 4 × 19 MiB, however many knock.
const AT_ONCE: usize = 4;
/// Shorter ones are refused when a person chooses.
pub(crate) const SHORTEST: usize = 8;

pub(crate) struct Passwords {
    pub turns: Semaphore,
    /// verified against when the name is unknown, so that it takes as long
    decoy: OnceLock<String>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
            decoy: OnceLock::new(),
        }
    }
}

impl Passwords {
    /// A wrong password and an unknown name cost the same.
    pub fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        match stored {
            Some(stored) => matches(password, stored),
            None => {
                let decoy = match self.decoy.get() {
                    Some(decoy) => decoy,
                    None => {
                        let made = hash("decoy")?;
                        self.decoy.get_or_init(|| made)
                    }
                };
                matches(password, decoy)?;
                Ok(false)
            }
        }
    }
}

pub(crate) fn hash(password: &str) -> Result<String> {
    let hashed = argon2()?
        .hash_password(password.as_bytes())
        .map_err(|error| Error::Password(error.to_string()))?;
    Ok(hashed.to_string())
}

fn matches(password: &str, stored: &str) -> Result<bool> {
    let stored = PasswordHash::new(stored).map_err(|error| Error::Password(error.to_string()))?;
    Ok(argon2()?
        .verify_password(password.as_bytes(), &stored)
        .is_ok())
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| Error::Password(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
