//! Writing: the lengths of all parts are known before the first byte.

use super::envelope::{CHUNK, Lid, Sealer};
use super::error::Error;
use super::{Header, PROOF, proof};
use crate::push::Mutation;
use std::io::{Read, Write};
use x25519_dalek::{PublicKey, StaticSecret};

/// For whom, and from whom.
pub struct Addressee<'a> {
    /// the server's X25519 key as its hello gives it: hex
    pub sealing_key: &'a str,
    /// what the server gave to this device and account
    pub proof_key: &'a str,
}

/// A sealed export that is being written.
pub struct Writer<W> {
    sealer: Sealer<W>,
}

impl<W: Write> Writer<W> {
    /// Writes everything but the photos. `seed`: 32 random bytes, for this file
    /// alone.
    pub fn begin(
        to: W,
        addressee: &Addressee,
        seed: [u8; 32],
        header: &Header,
        actions: &[Mutation],
    ) -> Result<Self, Error> {
        let mut recipient = [0; 32];
        hex::decode_to_slice(addressee.sealing_key, &mut recipient).map_err(|_| Error::BadKey)?;
        let ephemeral = StaticSecret::from(seed);
        let head = serde_json::to_vec(header).map_err(Error::content)?;
        let lid = Lid {
            recipient,
            ephemeral: PublicKey::from(&ephemeral).to_bytes(),
            length: length(header, &head, actions),
        };
        let mut writer = Self {
            sealer: Sealer::begin(to, &lid, &ephemeral)?,
        };
        writer.sealer.write(&proof(addressee.proof_key, &lid)?)?;
        writer.framed(&head)?;
        writer.count(actions.len())?;
        for action in actions {
            writer.sealer.write(&action.seq.to_be_bytes())?;
            writer.framed(content(action).as_bytes())?;
        }
        Ok(writer)
    }

    /// The next photo of the header.
    pub fn photo(&mut self, mut bytes: impl Read) -> Result<(), Error> {
        let mut buffer = vec![0; CHUNK];
        loop {
            match bytes.read(&mut buffer)? {
                0 => return Ok(()),
                some => self.sealer.write(&buffer[..some])?,
            }
        }
    }

    pub fn finish(self) -> Result<W, Error> {
        self.sealer.finish()
    }

    fn framed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.count(bytes.len())?;
        self.sealer.write(bytes)
    }

    fn count(&mut self, number: usize) -> Result<(), Error> {
        let number = u32::try_from(number).map_err(Error::content)?;
        self.sealer.write(&number.to_be_bytes())
    }
}

/// The header says which are sealed.
fn content(action: &Mutation) -> &str {
    action.sealed.as_deref().unwrap_or(&action.payload)
}

/// Of all that will be written.
fn length(header: &Header, head: &[u8], actions: &[Mutation]) -> u64 {
    let actions: usize = actions.iter().map(|one| 8 + 4 + content(one).len()).sum();
    let photos: u64 = header.photos.iter().map(|photo| photo.size).sum();
    (PROOF + 4 + head.len() + 4 + actions) as u64 + photos
}
