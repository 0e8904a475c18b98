//! A sealed export: what a laptop has not sent, as one file for the server that
//! it never reaches again. `lianxin-cli export` writes it, the server's
//! `import-sealed` reads it; whoever carries it can neither read nor change it.
//!
//! The file is an [`envelope`] that only the server's key opens. In it stand, one
//! after another: the sender's proof, the header, the actions byte for byte as
//! they would be pushed, the photos' original bytes. Reader and writer hold one
//! action or one part of a photo at a time, never the whole.

mod envelope;
mod error;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use error::Error;
pub use reader::{Part, Reader, Record};
pub use writer::{Addressee, Writer};

use crate::push::{Claim, Evidence};
use casework::{Moment, OfficeId, UserId};
use envelope::Lid;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use x25519_dalek::{PublicKey, StaticSecret};

/// How the file's name ends.
pub const EXTENSION: &str = "lianxin";

/// Whose work it is, and how far the desk had come with the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    pub device: Uuid,
    pub incarnation: Uuid,
    pub user: UserId,
    pub office: Option<OfficeId>,
    pub epoch: String,
    pub evidence: Evidence,
    /// by the device's clock
    pub made_at: Moment,
    /// version of the program that wrote it
    pub app: String,
    /// in the order of their bytes
    pub photos: Vec<Photo>,
    /// of the actions, by seq
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<u64, Claim>,
    /// seqs of actions that are sealed themselves: of cases that left that desk
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub sealed: BTreeSet<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    /// of the original bytes, lower-case hex
    pub sha256: String,
    pub size: u64,
}

/// The X25519 key that a server says in its hello, as hex.
pub fn public_key(secret: [u8; 32]) -> String {
    hex::encode(PublicKey::from(&StaticSecret::from(secret)).as_bytes())
}

/// Bytes of a proof.
const PROOF: usize = 32;

/// Shows that the writer holds the key which the server gave to this device and
/// account, for this file only: the envelope's ends go into it.
fn proof(proof_key: &str, lid: &Lid) -> Result<[u8; PROOF], Error> {
    let mut proof = [0; PROOF];
    Hkdf::<Sha256>::new(Some(&lid.ends()), proof_key.as_bytes())
        .expand(b"lianxin sealed export: sender", &mut proof)
        .map_err(|_| Error::BadKey)?;
    Ok(proof)
}
