//! A case's document: JSON of protocol's CaseDocument, as it came and as it is kept.
//! It is kept packed: what is not written need not be encrypted, signed and
//! written once more at the checkpoint (decision 0015).

use crate::error::{Error, Result};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::borrow::Cow;
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

/// Of zstd, as on the wire (SPEED.md).
const LEVEL: i32 = 1;
/// How a packed document begins; one from before format 10 is JSON.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Larger than any that a page can bring.
const LARGEST: u64 = 256 * 1024 * 1024;

#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    packed: Vec<u8>,
    content: i64,
}

impl Document {
    pub fn new(text: String) -> Result<Self> {
        Ok(Self {
            packed: pack(text.as_bytes())?,
            content: protocol::digest::content(text.as_bytes()),
            text,
        })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn packed(&self) -> &[u8] {
        &self.packed
    }

    /// Its hash, as digests know it.
    pub(crate) fn content(&self) -> i64 {
        self.content
    }
}

thread_local! {
    // Made once a thread: their tables are larger than most documents.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

fn pack(text: &[u8]) -> Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            None => packer.insert(Compressor::new(LEVEL).map_err(broken)?),
        };
        packer.compress(text).map_err(broken)
    })
}

/// What `case_document.body` holds, as text.
pub(crate) fn unpacked(body: &[u8]) -> Result<Cow<'_, [u8]>> {
    if !body.starts_with(&MAGIC) {
        return Ok(Cow::Borrowed(body));
    }
    let size = match get_frame_content_size(body) {
        Ok(Some(size)) if size <= LARGEST => size as usize,
        _ => return Err(broken("its size is not told")),
    };
    UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(Decompressor::new().map_err(broken)?),
        };
        let text = unpacker.decompress(body, size).map_err(broken)?;
        Ok(Cow::Owned(text))
    })
}

/// `document_text(body)` for queries that look into a document.
pub(crate) fn teach(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("document_text", 1, flags, |context| {
        let told = |e: Error| rusqlite::Error::UserFunctionError(e.to_string().into());
        let Some(body) = context.get_raw(0).as_blob_or_null()? else {
            return Ok(None);
        };
        let text = unpacked(body).map_err(told)?.into_owned();
        String::from_utf8(text)
            .map(Some)
            .map_err(|e| rusqlite::Error::UserFunctionError(e.into()))
    })
}

fn broken(detail: impl ToString) -> Error {
    Error::unreadable("case", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_kept_packed_and_read_as_it_came() {
        let text = r#"{"kind":"case","key":1,"events":["小区门口有多只流浪犬"]}"#.repeat(50);
        let document = Document::new(text.clone()).unwrap();
        assert!(document.packed().len() * 4 < text.len());
        assert_eq!(unpacked(document.packed()).unwrap(), text.as_bytes());
        assert_eq!(
            document.content(),
            protocol::digest::content(text.as_bytes())
        );
    }

    #[test]
    fn one_from_before_is_text() {
        assert_eq!(
            unpacked(b"{\"kind\":\"case\"}").unwrap(),
            &b"{\"kind\":\"case\"}"[..]
        );
    }

    #[test]
    fn a_broken_one_is_an_error() {
        let mut packed = pack("正文".repeat(400).as_bytes()).unwrap();
        packed.truncate(packed.len() - 3);
        assert_eq!(unpacked(&packed).unwrap_err().code(), "store.unreadable");
        assert!(unpacked(&MAGIC).is_err());
    }
}
