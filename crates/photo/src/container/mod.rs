//! What a file's own structure tells without decoding: the size it declares,
//! its EXIF blocks, and whether it is all there.
//!
//! Readers here forgive: a wrong length is cut to the file's end, and what
//! came before a broken place still counts.

mod heic;
mod jpeg;
mod png;
mod webp;

pub(crate) use heic::mended;

use crate::Format;
use std::borrow::Cow;

#[derive(Debug, Default)]
pub(crate) struct Container<'a> {
    /// Width and height as stored, before any EXIF orientation; for HEIC as
    /// shown, because its container turns the picture itself.
    pub size: Option<(u32, u32)>,
    /// TIFF structures, without the `Exif\0\0` before them.
    pub exif: Vec<Cow<'a, [u8]>>,
    /// The EXIF block was only found by searching, as its place was wrong.
    pub exif_astray: bool,
    /// The file ends before the picture does.
    pub truncated: bool,
}

pub(crate) fn open(format: Format, bytes: &[u8]) -> Container<'_> {
    let mut container = match format {
        Format::Jpeg => jpeg::open(bytes),
        Format::Png => png::open(bytes),
        Format::WebP => webp::open(bytes),
        Format::Heic => heic::open(bytes),
        Format::Gif => Container {
            size: le16(bytes, 6).zip(le16(bytes, 8)),
            ..Container::default()
        },
        Format::Bmp => bmp(bytes),
    };
    container.size = container.size.filter(|&(w, h)| w > 0 && h > 0);
    container
}

/// BITMAPCOREHEADER has 16-bit sides, every later header 32-bit ones; a
/// negative height means rows from the top.
fn bmp(bytes: &[u8]) -> Container<'_> {
    let size = match le32(bytes, 14) {
        Some(12) => le16(bytes, 18).zip(le16(bytes, 20)),
        _ => le32(bytes, 18)
            .zip(le32(bytes, 22))
            .map(|(w, h)| (w, h.cast_signed().unsigned_abs())),
    };
    Container {
        size,
        ..Container::default()
    }
}

/// Drops the `Exif\0\0` of JPEG that some writers put in other containers too.
fn without_exif_mark(block: &[u8]) -> &[u8] {
    match block.starts_with(b"Exif") {
        true => block.get(6..).unwrap_or_default(),
        false => block,
    }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(|b| u16::from_be_bytes(b).into())
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(|b| u16::from_le_bytes(b).into())
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}
