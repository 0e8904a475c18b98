//! Decoding, within bounds: of pixels, of memory, and of what a broken file
//! can do to the decoder.

use crate::container::mended;
use crate::{Fault, Format};
use heifer::heifer_isobmff::HeifFile;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbaImage};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A larger photo is stored and hashed, but not decoded. DESIGN.md, Limits.
pub const MAX_PIXELS: u64 = 100_000_000;

/// What decoded pixels may take: 100 megapixels at four bytes each, and some.
const MAX_DECODED: u64 = 512 * 1024 * 1024;

/// Pictures made for looking at keep a colour profile of camera size (Display
/// P3 has half a kilobyte), not one of a printing press.
const MAX_PROFILE: usize = 4096;

pub(crate) struct Pixels {
    /// As stored; for HEIC already upright.
    pub image: DynamicImage,
    /// An RGB colour profile, where the pixels are not sRGB.
    pub profile: Option<Vec<u8>>,
}

/// `size` is what the header declares, so too large a picture costs nothing.
pub(crate) fn decode(
    format: Format,
    bytes: &[u8],
    size: Option<(u32, u32)>,
) -> Result<Pixels, Fault> {
    let pixels = size.map_or(0, |(w, h)| u64::from(w) * u64::from(h));
    if pixels > MAX_PIXELS {
        return Err(Fault::PixelsTooMany);
    }
    // Decoders are made for hostile files, but a panic there must not end a
    // visit in the middle. They share nothing with us that could be left torn.
    catch_unwind(AssertUnwindSafe(|| match format.decoder() {
        Some(decoder) => decode_common(decoder, bytes),
        None => decode_heic(bytes),
    }))
    .unwrap_or(Err(Fault::PixelsUnreadable))
}

fn decode_common(format: image::ImageFormat, bytes: &[u8]) -> Result<Pixels, Fault> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;

    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_DECODED {
        return Err(Fault::PixelsTooMany);
    }
    let profile = decoder.icc_profile().ok().flatten();
    let profile = profile.filter(|p| p.len() <= MAX_PROFILE && p.get(16..20) == Some(b"RGB "));
    let image = DynamicImage::from_decoder(decoder).map_err(fault)?;
    Ok(Pixels { image, profile })
}

/// In sRGB; a colour space the decoder cannot convert (HDR) is shown as coded.
fn decode_heic(bytes: &[u8]) -> Result<Pixels, Fault> {
    // Each thread holds a tile, and a hostile tile may have all the pixels.
    let options = heifer::Options {
        max_pixels: MAX_PIXELS,
        max_threads: 4,
    };
    let (whole, _) = mended(bytes);
    if has_overlay(&whole) {
        return Err(Fault::PixelsUnreadable);
    }
    let decoded = heifer::decode_srgb_rgba8(&whole, &options)
        .or_else(|error| match error {
            heifer::Error::Unsupported(_) => heifer::decode_rgba8(&whole, &options),
            other => Err(other),
        })
        .map_err(|_| Fault::PixelsUnreadable)?;
    let image = RgbaImage::from_raw(decoded.width, decoded.height, decoded.data)
        .ok_or(Fault::PixelsUnreadable)?;
    Ok(Pixels {
        image: image.into(),
        profile: None,
    })
}

/// An overlay of many pictures is held in memory all at once, within no bound.
/// No camera writes one.
fn has_overlay(bytes: &[u8]) -> bool {
    HeifFile::parse(bytes).is_ok_and(|file| file.items.iter().any(|i| i.item_type.0 == *b"iovl"))
}

fn fault(error: image::ImageError) -> Fault {
    match error {
        image::ImageError::Limits(_) => Fault::PixelsTooMany,
        _ => Fault::PixelsUnreadable,
    }
}
