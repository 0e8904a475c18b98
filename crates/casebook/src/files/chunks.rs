//! One encrypted file: chunks of 64 KiB under XChaCha20-Poly1305, each with its
//! number and whether it is the last in its nonce, after the STREAM construction
//! (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a chunk moved, left out or cut
//! off is noticed. Any range can be read without the rest.

use crate::disk::{Disk, NewFile};
use crate::error::{Error, Result};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use zeroize::Zeroizing;

pub(crate) const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const MAGIC: &[u8; 4] = b"LXF1";
const PREFIX: usize = 19;
const HEADER: usize = MAGIC.len() + PREFIX;

pub(crate) type FileKey = Zeroizing<[u8; 32]>;

/// Writes a file that appears under its name when it is whole.
pub(crate) struct Sealer<'a> {
    file: NewFile<'a>,
    cipher: XChaCha20Poly1305,
    prefix: [u8; PREFIX],
    number: u32,
    waiting: Vec<u8>,
}

impl<'a> Sealer<'a> {
    pub fn begin(disk: &'a dyn Disk, folder: &Path, kind: &'static str) -> Result<(Self, FileKey)> {
        let mut key = Zeroizing::new([0; 32]);
        let mut prefix = [0; PREFIX];
        getrandom::fill(key.as_mut_slice())?;
        getrandom::fill(&mut prefix)?;
        let mut file = NewFile::begin(disk, folder, kind)?;
        file.write(MAGIC)?;
        file.write(&prefix)?;
        let sealer = Self {
            file,
            cipher: XChaCha20Poly1305::new((&*key).into()),
            prefix,
            number: 0,
            waiting: Vec::with_capacity(2 * CHUNK),
        };
        Ok((sealer, key))
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.waiting.extend_from_slice(bytes);
        // One chunk stays back: it may be the last.
        while self.waiting.len() > CHUNK {
            let rest = self.waiting.split_off(CHUNK);
            let chunk = std::mem::replace(&mut self.waiting, rest);
            self.seal(&chunk, false)?;
        }
        Ok(())
    }

    pub fn place(mut self, path: &Path) -> Result<()> {
        let chunk = std::mem::take(&mut self.waiting);
        self.seal(&chunk, true)?;
        self.file.place(path)
    }

    fn seal(&mut self, chunk: &[u8], last: bool) -> Result<()> {
        let sealed = self
            .cipher
            .encrypt(&nonce(&self.prefix, self.number, last), chunk)
            .map_err(|_| Error::unreadable("file", "sealing failed"))?;
        self.number += 1;
        self.file.write(&sealed)
    }
}

/// Reads the plain bytes of an encrypted file, from anywhere in it.
pub struct BlobReader {
    file: File,
    cipher: XChaCha20Poly1305,
    prefix: [u8; PREFIX],
    size: u64,
    position: u64,
    /// the chunk that `position` lies in, once read
    chunk: Option<(u64, Vec<u8>)>,
}

impl BlobReader {
    pub(crate) fn open(path: &Path, key: &FileKey) -> Result<Self> {
        let failed = |e| Error::file(path, e);
        let mut file = File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let mut header = [0; HEADER];
        file.read_exact(&mut header).map_err(|e| match e.kind() {
            io::ErrorKind::UnexpectedEof => Error::unreadable("file", "it ends in its header"),
            _ => failed(e),
        })?;
        let mut prefix = [0; PREFIX];
        prefix.copy_from_slice(&header[MAGIC.len()..]);
        if !header.starts_with(MAGIC) {
            return Err(Error::unreadable("file", "it does not begin as ours do"));
        }
        let body = length.saturating_sub(HEADER as u64);
        let chunks = body.div_ceil((CHUNK + TAG) as u64);
        Ok(Self {
            file,
            cipher: XChaCha20Poly1305::new((&**key).into()),
            prefix,
            size: body.saturating_sub(chunks * TAG as u64),
            position: 0,
            chunk: None,
        })
    }

    /// Of the plain bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// `length` bytes from `offset`, or what there is of them: one part of an upload.
    pub fn part(&mut self, offset: u64, length: usize) -> Result<Vec<u8>> {
        let read = |e: io::Error| Error::unreadable("file", e);
        self.seek(SeekFrom::Start(offset)).map_err(read)?;
        let mut bytes = Vec::with_capacity(length);
        self.take(length as u64)
            .read_to_end(&mut bytes)
            .map_err(read)?;
        Ok(bytes)
    }

    fn load(&mut self, number: u64) -> io::Result<()> {
        if self.chunk.as_ref().is_some_and(|(n, _)| *n == number) {
            return Ok(());
        }
        let sealed_chunk = (CHUNK + TAG) as u64;
        let from = HEADER as u64 + number * sealed_chunk;
        self.file.seek(SeekFrom::Start(from))?;
        let mut sealed = Vec::with_capacity(sealed_chunk as usize);
        (&mut self.file)
            .take(sealed_chunk)
            .read_to_end(&mut sealed)?;
        let last = (number + 1) * CHUNK as u64 >= self.size;
        let index = u32::try_from(number).map_err(io::Error::other)?;
        let plain = self
            .cipher
            .decrypt(&nonce(&self.prefix, index, last), sealed.as_slice())
            .map_err(|_| {
                io::Error::new(io::ErrorKind::InvalidData, "the stored file is damaged")
            })?;
        self.chunk = Some((number, plain));
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size && self.size > 0 || to.is_empty() {
            return Ok(0);
        }
        let number = self.position / CHUNK as u64;
        self.load(number)?;
        let Some((_, plain)) = &self.chunk else {
            return Ok(0);
        };
        let from = (self.position % CHUNK as u64) as usize;
        let rest = plain.get(from..).unwrap_or_default();
        let n = rest.len().min(to.len());
        to[..n].copy_from_slice(&rest[..n]);
        self.position += n as u64;
        Ok(n)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) => self.size.checked_add_signed(n),
            SeekFrom::Current(n) => self.position.checked_add_signed(n),
        };
        self.position = target
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "before the beginning"))?;
        Ok(self.position)
    }
}

fn nonce(prefix: &[u8; PREFIX], number: u32, last: bool) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..PREFIX].copy_from_slice(prefix);
    nonce[PREFIX..PREFIX + 4].copy_from_slice(&number.to_be_bytes());
    nonce[23] = u8::from(last);
    XNonce::from(nonce)
}
