//! PNG: chunks of length, type, data and checksum (W3C PNG 3rd edition, 5.3).

use super::{Container, be32, without_exif_mark};
use std::borrow::Cow;

pub(super) fn open(bytes: &[u8]) -> Container<'_> {
    let mut container = Container {
        truncated: true,
        ..Container::default()
    };
    let mut at = 8;
    while let (Some(len), Some(kind)) = (be32(bytes, at), bytes.get(at + 4..at + 8)) {
        let data = at + 8;
        let end = data.saturating_add(len as usize);
        match kind {
            b"IHDR" if container.size.is_none() => {
                container.size = be32(bytes, data).zip(be32(bytes, data + 4));
            }
            b"eXIf" => {
                let block = &bytes[data..end.min(bytes.len())];
                container.exif.push(Cow::Borrowed(without_exif_mark(block)));
            }
            b"IEND" => {
                container.truncated = false;
                break;
            }
            _ => {}
        }
        at = end.saturating_add(4).min(bytes.len());
    }
    container
}
