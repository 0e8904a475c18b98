//! The seal's picture (印章图样): one red and a mask, whatever file it came in.
//!
//! A scan on white becomes transparent where it is white; resolution beyond what a printer shows is dropped. The colour
//! is the picture's own if it is a red, else the mark's.

use image::{ImageReader, imageops::FilterType};
use lopdf::{Stream, dictionary};

use crate::Error;

/// More is not seen on office printers.
const DOTS_PER_MM: f64 = 300.0 / 25.4;
/// A seal is small; a larger picture is a mistake.
const MOST_SIDE: u32 = 8000;

/// Ready for the file, and the same for every letter of the office.
#[derive(Debug)]
pub struct Seal {
    pub(super) side: u32,
    pub(super) red: [u8; 3],
    /// One byte a pixel, 255 where the ink is full, compressed.
    pub(super) mask: Stream,
}

impl Seal {
    /// From the bytes of a PNG or JPEG file. Takes longer than all the rest of a letter: keep what it gives.
    pub fn prepare(bytes: &[u8], diameter_mm: f64, name: &str) -> Result<Seal, Error> {
        let bad = |detail: &str| Error::SealImage {
            name: name.to_owned(),
            detail: detail.to_owned(),
        };
        let mut reader = ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| bad("内容不是图片"))?;
        let mut limits = image::Limits::default();
        limits.max_image_width = Some(MOST_SIDE);
        limits.max_image_height = Some(MOST_SIDE);
        reader.limits(limits);
        let picture = reader.decode().map_err(|_| bad("内容不是图片，或已损坏"))?;
        let (width, height) = (picture.width(), picture.height());
        if width < 50 || height < 50 {
            return Err(bad("图片太小，盖出来看不清"));
        }
        if width.abs_diff(height) * 20 > width.max(height) {
            return Err(bad("图片不是正方形，盖出来会变形"));
        }
        let side = width.max(height).min((diameter_mm * DOTS_PER_MM) as u32);
        let picture = picture
            .resize_exact(side, side, FilterType::Lanczos3)
            .to_rgba8();
        let transparent = picture.pixels().any(|p| p[3] < 128);
        let mask: Vec<u8> = picture
            .pixels()
            .map(|p| if transparent { p[3] } else { not_white(p.0) })
            .collect();
        if !mask.iter().any(|ink| *ink > 128) {
            return Err(bad("图片是空白的"));
        }
        let red = own_red(
            picture
                .pixels()
                .zip(&mask)
                .filter(|(_, ink)| **ink > 200)
                .map(|(p, _)| p.0),
        );
        let mut mask = Stream::new(dictionary! {}, mask);
        mask.compress().map_err(|_| bad("图片转换失败"))?;
        Ok(Seal { side, red, mask })
    }
}

/// How much ink a pixel of an opaque scan has: red ink keeps its red, so the darkest channel tells.
fn not_white([r, g, b, _]: [u8; 4]) -> u8 {
    let ink = 255 - u16::from(r.min(g).min(b));
    // Paper is never quite white.
    (ink.saturating_sub(24) * 255 / 231).min(255) as u8
}

/// The mean of the inked pixels if it is a red a reader takes for a seal's, else pure red.
fn own_red(inked: impl Iterator<Item = [u8; 4]>) -> [u8; 3] {
    let (mut sum, mut count) = ([0u64; 3], 0u64);
    for pixel in inked {
        for (total, value) in sum.iter_mut().zip(pixel) {
            *total += u64::from(value);
        }
        count += 1;
    }
    let mean = sum.map(|total| (total / count.max(1)) as u8);
    let [r, g, b] = mean;
    if r >= 190 && g <= 70 && b <= 70 {
        mean
    } else {
        [255, 0, 0]
    }
}
