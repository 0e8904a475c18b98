//! The envelope: a readable lid, then chunks of 64 KiB. A key of its own comes
//! from an ephemeral X25519 key and the server's (HKDF with SHA-256 over the
//! whole lid); each chunk is under XChaCha20-Poly1305 with its number and whether
//! it is the last in its nonce, after the STREAM construction (Hoang,
//! Reyhanitabar, Rogaway, Vizár 2015). So a chunk that is changed, moved, left
//! out or cut off is noticed. The key serves one file, so numbers alone make
//! every nonce another.

use super::error::Error;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use std::io::{self, Read, Write};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

pub(super) const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const MAGIC: &[u8; 7] = b"LIANXIN";
const VERSION: u8 = 1;
const START: usize = MAGIC.len() + 1;
pub(super) const LID: usize = START + 32 + 32 + 8;

/// What stands readable before the chunks.
pub(super) struct Lid {
    /// the server's public key
    pub recipient: [u8; 32],
    /// drawn for this file
    pub ephemeral: [u8; 32],
    /// of the plain bytes
    pub length: u64,
}

impl Lid {
    fn bytes(&self) -> [u8; LID] {
        let mut bytes = [0; LID];
        bytes[..MAGIC.len()].copy_from_slice(MAGIC);
        bytes[MAGIC.len()] = VERSION;
        bytes[START..LID - 8].copy_from_slice(&self.ends());
        bytes[LID - 8..].copy_from_slice(&self.length.to_be_bytes());
        bytes
    }

    /// Both public keys: they name this file and no other.
    pub fn ends(&self) -> [u8; 64] {
        let mut ends = [0; 64];
        ends[..32].copy_from_slice(&self.recipient);
        ends[32..].copy_from_slice(&self.ephemeral);
        ends
    }

    fn read(from: &mut impl Read) -> Result<Self, Error> {
        let mut start = Vec::with_capacity(START);
        from.by_ref().take(START as u64).read_to_end(&mut start)?;
        match start.strip_prefix(MAGIC) {
            Some([VERSION]) => {}
            Some([found]) => return Err(Error::Newer { found: *found }),
            Some(_) => return Err(Error::CutOff),
            None if !start.is_empty() && MAGIC.starts_with(&start) => return Err(Error::CutOff),
            None => return Err(Error::NotSealed),
        }
        Ok(Self {
            recipient: exactly(from)?,
            ephemeral: exactly(from)?,
            length: u64::from_be_bytes(exactly(from)?),
        })
    }

    fn cipher(&self, secret: &StaticSecret, other: [u8; 32]) -> Result<XChaCha20Poly1305, Error> {
        let shared = secret.diffie_hellman(&PublicKey::from(other));
        if !shared.was_contributory() {
            return Err(Error::BadKey);
        }
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(b"lianxin sealed export"), shared.as_bytes())
            .expand(&self.bytes(), key.as_mut_slice())
            .map_err(|_| Error::BadKey)?;
        Ok(XChaCha20Poly1305::new((&*key).into()))
    }
}

fn exactly<const N: usize>(from: &mut impl Read) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes).map_err(cut_off)?;
    Ok(bytes)
}

fn cut_off(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::CutOff,
        _ => Error::File(error),
    }
}

fn nonce(number: u64, last: bool) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..8].copy_from_slice(&number.to_be_bytes());
    nonce[23] = u8::from(last);
    XNonce::from(nonce)
}

/// Seals what is written to it.
pub(super) struct Sealer<W> {
    to: W,
    cipher: XChaCha20Poly1305,
    number: u64,
    waiting: Vec<u8>,
    /// bytes that the lid promises and that were not written yet
    missing: u64,
}

impl<W: Write> Sealer<W> {
    pub fn begin(mut to: W, lid: &Lid, ephemeral: &StaticSecret) -> Result<Self, Error> {
        let cipher = lid.cipher(ephemeral, lid.recipient)?;
        to.write_all(&lid.bytes())?;
        Ok(Self {
            to,
            cipher,
            number: 0,
            waiting: Vec::with_capacity(2 * CHUNK),
            missing: lid.length,
        })
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.missing = self
            .missing
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| Error::content("it has more bytes than it promises"))?;
        for piece in bytes.chunks(CHUNK) {
            self.waiting.extend_from_slice(piece);
            // One chunk stays back: it may be the last.
            if self.waiting.len() > CHUNK {
                let rest = self.waiting.split_off(CHUNK);
                let chunk = std::mem::replace(&mut self.waiting, rest);
                self.seal(&chunk, false)?;
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, Error> {
        if self.missing > 0 {
            return Err(Error::content("it has fewer bytes than it promises"));
        }
        let chunk = std::mem::take(&mut self.waiting);
        self.seal(&chunk, true)?;
        Ok(self.to)
    }

    fn seal(&mut self, chunk: &[u8], last: bool) -> Result<(), Error> {
        let sealed = self
            .cipher
            .encrypt(&nonce(self.number, last), chunk)
            .map_err(|_| Error::content("a chunk cannot be sealed"))?;
        self.number += 1;
        Ok(self.to.write_all(&sealed)?)
    }
}

/// Opens an envelope from its beginning; gives no byte that is not authentic.
pub(super) struct Opener<R> {
    from: R,
    cipher: XChaCha20Poly1305,
    number: u64,
    /// plain bytes behind the chunk at hand
    behind: u64,
    chunk: Vec<u8>,
    position: usize,
}

impl<R: Read> Opener<R> {
    pub fn open(mut from: R, secret: [u8; 32]) -> Result<(Self, Lid), Error> {
        let lid = Lid::read(&mut from)?;
        let secret = StaticSecret::from(secret);
        if PublicKey::from(&secret).to_bytes() != lid.recipient {
            return Err(Error::OtherServer);
        }
        let cipher = lid.cipher(&secret, lid.ephemeral)?;
        let opener = Self {
            from,
            cipher,
            number: 0,
            behind: lid.length,
            chunk: Vec::new(),
            position: 0,
        };
        Ok((opener, lid))
    }

    /// The next bytes, exactly so many.
    pub fn take(&mut self, length: usize) -> Result<Vec<u8>, Error> {
        let mut taken = Vec::with_capacity(length.min(CHUNK));
        while taken.len() < length {
            if self.position == self.chunk.len() {
                self.load()?;
            }
            let rest = &self.chunk[self.position..];
            let some = rest.len().min(length - taken.len());
            taken.extend_from_slice(&rest[..some]);
            self.position += some;
        }
        Ok(taken)
    }

    pub fn exactly<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(&self.take(N)?);
        Ok(bytes)
    }

    /// Nothing is left, neither in the envelope nor behind it.
    pub fn end(&mut self) -> Result<(), Error> {
        if self.behind > 0 || self.position < self.chunk.len() {
            return Err(Error::content("it has more than its header names"));
        }
        match self.from.read(&mut [0])? {
            0 => Ok(()),
            _ => Err(Error::TooLong),
        }
    }

    fn load(&mut self) -> Result<(), Error> {
        if self.behind == 0 {
            return Err(Error::content("it has less than its header names"));
        }
        let length = self.behind.min(CHUNK as u64);
        let last = self.behind == length;
        let mut sealed = vec![0; length as usize + TAG];
        self.from.read_exact(&mut sealed).map_err(cut_off)?;
        self.chunk = self
            .cipher
            .decrypt(&nonce(self.number, last), sealed.as_slice())
            .map_err(|_| Error::Damaged { block: self.number })?;
        self.position = 0;
        self.number += 1;
        self.behind -= length;
        Ok(())
    }
}
