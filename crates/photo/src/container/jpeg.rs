//! JPEG: marker segments, then scans up to the end marker (ITU-T T.81, B.1).

use super::{Container, be16};
use std::borrow::Cow;

/// No segment is longer (T.81, B.1.1.4: a 16-bit length).
const LONGEST_SEGMENT: usize = 65_535;

/// Where an EXIF block that lost its place is looked for.
const SEARCHED: usize = 128 * 1024;

pub(super) fn open(bytes: &[u8]) -> Container<'_> {
    let mut container = Container {
        truncated: true,
        ..Container::default()
    };
    let mut in_step = true;
    let mut scan_starts = None;
    let mut at = 2;
    while let Some((gap, code, data)) = next_marker(bytes, at) {
        let in_scan = scan_starts.is_some();
        in_step &= in_scan || gap == 0;
        at = data;
        match code {
            // Stuffed bytes, restarts and a stray start stand alone.
            0x00 | 0x01 | 0xd0..=0xd8 => continue,
            0xd9 => {
                container.truncated = !in_scan;
                break;
            }
            _ => {}
        }
        let Some(len) = be16(bytes, data).filter(|&len| len >= 2) else {
            in_step &= in_scan;
            continue;
        };
        at = data + len as usize;
        let segment = &bytes[(data + 2).min(bytes.len())..at.min(bytes.len())];
        match code {
            0xe1 if !in_scan && segment.starts_with(b"Exif") => {
                let tiff = segment.get(6..).unwrap_or_default();
                container.exif.push(Cow::Borrowed(tiff));
            }
            0xc0..=0xcf if is_frame(code) && container.size.is_none() => {
                container.size = frame_size(segment);
            }
            0xda => scan_starts = scan_starts.or(Some(data)),
            _ => {}
        }
    }
    if container.exif.is_empty() && !in_step {
        let before_scan = &bytes[..scan_starts.unwrap_or(bytes.len()).min(SEARCHED)];
        container.exif.extend(stray_exif(before_scan));
        container.exif_astray = !container.exif.is_empty();
    }
    // A file that ends as it should, or went out of step, has its frame
    // somewhere; in one cut short, only a thumbnail's would be found.
    if container.size.is_none() && (!in_step || bytes.ends_with(b"\xff\xd9")) {
        container.size = largest_frame(bytes);
    }
    container
}

/// Bytes skipped before the next marker, its code, and where its data begins.
fn next_marker(bytes: &[u8], from: usize) -> Option<(usize, u8, usize)> {
    let gap = bytes.get(from..)?.iter().position(|&b| b == 0xff)?;
    let start = from + gap;
    let fill = bytes[start..].iter().position(|&b| b != 0xff)?;
    Some((gap, bytes[start + fill], start + fill + 1))
}

/// Start of frame, not the tables and the JPG marker among the same codes.
fn is_frame(code: u8) -> bool {
    !matches!(code, 0xc4 | 0xc8 | 0xcc)
}

/// Precision, height, width (T.81, B.2.2).
fn frame_size(segment: &[u8]) -> Option<(u32, u32)> {
    be16(segment, 3).zip(be16(segment, 1))
}

/// A wrong length may have swallowed the frame header. Of what looks like
/// one, the largest is the photo: a thumbnail inside the EXIF is smaller.
fn largest_frame(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = &bytes[..bytes.len().min(SEARCHED)];
    head.windows(10)
        .filter(|w| w[0] == 0xff && matches!(w[1], 0xc0..=0xc2) && w[4] == 8)
        .filter(|w| matches!(w[9], 1 | 3 | 4) && be16(w, 2) == Some(8 + 3 * u32::from(w[9])))
        .filter_map(|w| frame_size(&w[4..]))
        .max_by_key(|&(w, h)| u64::from(w) * u64::from(h))
}

fn stray_exif(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    let at = bytes
        .windows(8)
        .position(|w| w.starts_with(b"Exif\0\0") && matches!(&w[6..], b"II" | b"MM"))?;
    let block = &bytes[at + 6..];
    Some(Cow::Borrowed(&block[..block.len().min(LONGEST_SEGMENT)]))
}
