//! HEIC: ISO media boxes; the size and the EXIF belong to the primary item.

use super::{Container, be32};
use heifer::heifer_isobmff::boxes::Property;
use heifer::heifer_isobmff::{HeifFile, ItemId};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) fn open(bytes: &[u8]) -> Container<'_> {
    let (whole, truncated) = mended(bytes);
    // The reader is made for hostile files, but a panic there must not end a
    // visit in the middle.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let file = HeifFile::parse(&whole).ok()?;
        let exif = file.exif(file.primary_id).ok().flatten();
        Some((shown_size(&file, file.primary_id, 0), exif))
    }));
    let (size, exif) = read.ok().flatten().unwrap_or_default();
    Container {
        size,
        exif: exif.map(Cow::Owned).into_iter().collect(),
        exif_astray: false,
        truncated,
    }
}

/// The file as far as its boxes go, and whether it was cut short.
///
/// A file cut short ends inside its last box, mostly the picture data. With
/// that box's length set to 0, "to the end of the file", the rest is readable.
/// What some phones append after the last box is no box at all, and left out.
pub(crate) fn mended(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let mut pictured = false;
    let mut at = 0;
    while let Some(kind) = bytes.get(at + 4..at + 8) {
        let len = match be32(bytes, at) {
            Some(0) => return (Cow::Borrowed(bytes), false),
            Some(1) => be32(bytes, at + 8)
                .zip(be32(bytes, at + 12))
                .map(|(high, low)| u64::from(high) << 32 | u64::from(low)),
            other => other.map(u64::from),
        };
        match len {
            Some(len @ 8..) if len <= (bytes.len() - at) as u64 => {
                pictured |= kind == b"mdat";
                at += len as usize;
            }
            _ if kind.iter().all(u8::is_ascii_alphanumeric) => {
                let mut whole = bytes.to_vec();
                whole[at..at + 4].fill(0);
                return (Cow::Owned(whole), true);
            }
            _ => break,
        }
    }
    let cut_short = at < bytes.len() && !pictured;
    (Cow::Borrowed(&bytes[..at]), cut_short)
}

/// Width and height after the item's own crop and turns. A derived item may
/// leave its size to its source.
fn shown_size(file: &HeifFile<'_>, id: ItemId, depth: u8) -> Option<(u32, u32)> {
    let mut size = match file.image_size(id).ok()? {
        Some(size) => size,
        None if depth < 4 => {
            let source = *file.referenced_items(id, b"dimg").first()?;
            shown_size(file, source, depth + 1)?
        }
        None => return None,
    };
    for property in file.item_properties(id).ok()? {
        match *property {
            Property::CleanAperture { width, height, .. } => {
                let side = |(n, d): (u32, u32)| (d > 0).then(|| (n + d / 2) / d);
                size = (side(width)?.min(size.0), side(height)?.min(size.1));
            }
            Property::Rotation(quarters) if quarters % 2 == 1 => size = (size.1, size.0),
            _ => {}
        }
    }
    Some(size)
}
