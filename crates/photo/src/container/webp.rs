//! WebP: RIFF chunks, padded to even length (RFC 9649, 2.3 to 2.7).

use super::{Container, le16, le32, without_exif_mark};
use std::borrow::Cow;

pub(super) fn open(bytes: &[u8]) -> Container<'_> {
    let declared = le32(bytes, 4).unwrap_or(0) as usize;
    let mut container = Container {
        truncated: declared.saturating_add(8) > bytes.len(),
        ..Container::default()
    };
    let mut at = 12;
    while let (Some(kind), Some(len)) = (bytes.get(at..at + 4), le32(bytes, at + 4)) {
        let data = at + 8;
        let end = data.saturating_add(len as usize);
        let chunk = &bytes[data..end.min(bytes.len())];
        match kind {
            b"EXIF" => container.exif.push(Cow::Borrowed(without_exif_mark(chunk))),
            _ => container.size = container.size.or_else(|| size(kind, chunk)),
        }
        at = end.saturating_add(end % 2).min(bytes.len());
    }
    container
}

fn size(kind: &[u8], chunk: &[u8]) -> Option<(u32, u32)> {
    match kind {
        // Flags, three reserved bytes, then the canvas sides less one, 24 bits each.
        b"VP8X" => {
            let side = |at| Some((le32(chunk, at)? & 0x00ff_ffff) + 1);
            let last = le16(chunk, 7)? | u32::from(*chunk.get(9)?) << 16;
            Some((side(4)?, last + 1))
        }
        // A signature byte, then the sides less one, 14 bits each.
        b"VP8L" => {
            let bits = le32(chunk, 1)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        // Frame tag and start code, then the sides with a scale in two bits.
        b"VP8 " => Some((le16(chunk, 6)? & 0x3fff, le16(chunk, 8)? & 0x3fff)),
        _ => None,
    }
}
