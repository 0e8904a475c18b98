//! Reading, record by record. Whoever read to the end has checked the whole:
//! every chunk is authentic, every photo hashes to its name.

use super::envelope::{Lid, Opener};
use super::error::Error;
use super::{Header, PROOF, Photo, proof};
use crate::blob::PART;
use crate::push::Mutation;
use sha2::{Digest, Sha256};
use std::io::Read;

/// A header or an action is never larger, in bytes: a push carries 8 MiB.
const FRAME: u32 = 64 * 1024 * 1024;

#[derive(Debug, PartialEq)]
pub enum Record {
    Action(Mutation),
    Part(Part),
}

/// A part of a photo, as an upload carries it.
#[derive(Debug, PartialEq)]
pub struct Part {
    pub sha256: String,
    pub offset: u64,
    pub bytes: Vec<u8>,
    /// the photo is whole with it, and hashes to its name
    pub complete: bool,
}

/// A sealed export that is being read.
pub struct Reader<R> {
    opener: Opener<R>,
    lid: Lid,
    proof: [u8; PROOF],
    header: Header,
    /// actions that were not read yet
    actions: u32,
    /// the photo at hand, and what was read of it
    photo: usize,
    offset: u64,
    hasher: Sha256,
}

impl<R: Read> Reader<R> {
    /// `secret`: of the server's sealing key.
    pub fn open(from: R, secret: [u8; 32]) -> Result<Self, Error> {
        let (mut opener, lid) = Opener::open(from, secret)?;
        let proof = opener.exactly()?;
        let head = frame(&mut opener)?;
        let header: Header = serde_json::from_slice(&head).map_err(Error::content)?;
        if let Some(photo) = header.photos.iter().find(|photo| !photo.is_sound()) {
            return Err(Error::content(format!("“{}” is no photo", photo.sha256)));
        }
        let actions = u32::from_be_bytes(opener.exactly()?);
        Ok(Self {
            opener,
            lid,
            proof,
            header,
            actions,
            photo: 0,
            offset: 0,
            hasher: Sha256::new(),
        })
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Does it come from whom the server gave this key?
    pub fn is_proved_by(&self, proof_key: &str) -> bool {
        proof(proof_key, &self.lid).is_ok_and(|right| right == self.proof)
    }

    /// The actions in order, then the photos in parts; None after the last.
    pub fn record(&mut self) -> Result<Option<Record>, Error> {
        if self.actions > 0 {
            self.actions -= 1;
            return Ok(Some(Record::Action(self.action()?)));
        }
        match self.header.photos.get(self.photo).cloned() {
            Some(photo) => Ok(Some(Record::Part(self.part(photo)?))),
            None => self.opener.end().map(|()| None),
        }
    }

    fn action(&mut self) -> Result<Mutation, Error> {
        let seq = u64::from_be_bytes(self.opener.exactly()?);
        let payload = String::from_utf8(frame(&mut self.opener)?).map_err(Error::content)?;
        let claim = self.header.claims.get(&seq).cloned();
        let (payload, sealed) = match self.header.sealed.contains(&seq) {
            true => (String::new(), Some(payload)),
            false => (payload, None),
        };
        Ok(Mutation {
            seq,
            payload,
            claim,
            sealed,
        })
    }

    fn part(&mut self, photo: Photo) -> Result<Part, Error> {
        let offset = self.offset;
        let bytes = self.opener.take(PART.min(photo.size - offset) as usize)?;
        self.hasher.update(&bytes);
        self.offset += bytes.len() as u64;
        let complete = self.offset == photo.size;
        if complete {
            let hasher = std::mem::replace(&mut self.hasher, Sha256::new());
            if hex::encode(hasher.finalize()) != photo.sha256 {
                let what = format!("photo {} does not hash to its name", photo.sha256);
                return Err(Error::content(what));
            }
            self.photo += 1;
            self.offset = 0;
        }
        Ok(Part {
            sha256: photo.sha256,
            offset,
            bytes,
            complete,
        })
    }
}

impl Photo {
    /// A name that is a hash, and so no path; and not empty.
    fn is_sound(&self) -> bool {
        let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        self.size > 0 && self.sha256.len() == 64 && self.sha256.bytes().all(hex)
    }
}

fn frame<R: Read>(opener: &mut Opener<R>) -> Result<Vec<u8>, Error> {
    let length = u32::from_be_bytes(opener.exactly()?);
    if length > FRAME {
        return Err(Error::content(format!("a part has {length} bytes")));
    }
    opener.take(length as usize)
}
