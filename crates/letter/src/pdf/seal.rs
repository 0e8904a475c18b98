//! The seal's picture (印章图样): one red and a mask, whatever file it came in.
//!
//! A scan on white becomes transparent where it is white; resolution beyond what a printer shows is dropped. The colour
//! is the picture's own if it is a red, else the mark's.

use image::{ImageReader, RgbaImage, imageops::FilterType};
use lopdf::{Stream, dictionary};

use crate::Error;

/// More is not seen on office printers.
const DOTS_PER_MM: f64 = 300.0 / 25.4;
/// A seal is small; a larger picture is a mistake. 50 mm at 2,400 dpi fit, and 100 MB of memory.
const MOST_SIDE: u32 = 5000;
/// Fewer dots across are no seal any more.
const LEAST_SIDE: u32 = 50;
/// Of 255: above it a pixel is a part of the seal, and above that it is quite covered.
const INK: u8 = 128;
const FULL_INK: u8 = 200;
/// Old ink on yellowed paper is a pale red still; black, blue and grey have none of it.
const RED_ABOVE_OTHERS: i32 = 50;

/// Ready for the file, and the same for every letter of the office.
#[derive(Debug)]
pub struct Seal {
    pub(super) side: u32,
    pub(super) red: [u8; 3],
    /// One byte a pixel, 255 where the ink is full, compressed.
    pub(super) mask: Stream,
}

/// Why a picture is no seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    #[error("内容不是图片，或已损坏")]
    NotAPicture,
    #[error("图片太小，盖出来看不清")]
    TooSmall,
    #[error("图片太大，每边最多 {MOST_SIDE} 像素")]
    TooLarge,
    #[error("图片不是正方形，盖出来会变形")]
    NotSquare,
    #[error("图片是空白的")]
    Blank,
    #[error("印文不是红色的")]
    NotRed,
}

impl SealFault {
    /// Stable: whoever hands a picture in is told by it.
    pub fn code(self) -> &'static str {
        match self {
            SealFault::NotAPicture => "seal.not_a_picture",
            SealFault::TooSmall => "seal.too_small",
            SealFault::TooLarge => "seal.too_many_pixels",
            SealFault::NotSquare => "seal.not_square",
            SealFault::Blank => "seal.blank",
            SealFault::NotRed => "seal.not_red",
        }
    }
}

impl Seal {
    /// From the bytes of a PNG or JPEG file. Takes longer than all the rest of a letter: keep what it gives.
    pub fn prepare(bytes: &[u8], diameter_mm: f64, name: &str) -> Result<Seal, Error> {
        let prepared = inked(bytes, diameter_mm).and_then(Inked::into_seal);
        prepared.map_err(|fault| Error::SealImage {
            name: name.to_owned(),
            detail: fault.to_string(),
        })
    }

    /// What [`Seal::prepare`] asks, and that the ink is red: a letter gets no picture that happened to lie beside the seal.
    pub fn examine(bytes: &[u8], diameter_mm: f64) -> Result<(), SealFault> {
        let [r, g, b] = inked(bytes, diameter_mm)?.mean(INK).map(i32::from);
        match r - g.max(b) >= RED_ABOVE_OTHERS {
            true => Ok(()),
            false => Err(SealFault::NotRed),
        }
    }
}

/// The picture at the size it is printed in, and how much ink each of its pixels has.
struct Inked {
    picture: RgbaImage,
    mask: Vec<u8>,
}

fn inked(bytes: &[u8], diameter_mm: f64) -> Result<Inked, SealFault> {
    let reader = || {
        ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| SealFault::NotAPicture)
    };
    let size = reader()?.into_dimensions();
    let (width, height) = size.map_err(|_| SealFault::NotAPicture)?;
    if width > MOST_SIDE || height > MOST_SIDE {
        return Err(SealFault::TooLarge);
    }
    if width < LEAST_SIDE || height < LEAST_SIDE {
        return Err(SealFault::TooSmall);
    }
    if width.abs_diff(height) * 20 > width.max(height) {
        return Err(SealFault::NotSquare);
    }
    let picture = reader()?.decode().map_err(|_| SealFault::NotAPicture)?;
    let side = width.max(height).min((diameter_mm * DOTS_PER_MM) as u32);
    let picture = picture
        .resize_exact(side, side, FilterType::Lanczos3)
        .to_rgba8();
    let transparent = picture.pixels().any(|p| p[3] < 128);
    let mask: Vec<u8> = picture
        .pixels()
        .map(|p| if transparent { p[3] } else { not_white(p.0) })
        .collect();
    if !mask.iter().any(|ink| *ink > INK) {
        return Err(SealFault::Blank);
    }
    Ok(Inked { picture, mask })
}

impl Inked {
    fn into_seal(self) -> Result<Seal, SealFault> {
        let red = own_red(self.mean(FULL_INK));
        let side = self.picture.width();
        let mut mask = Stream::new(dictionary! {}, self.mask);
        mask.compress().map_err(|_| SealFault::NotAPicture)?;
        Ok(Seal { side, red, mask })
    }

    /// The colour where there is more ink than that.
    fn mean(&self, than: u8) -> [u8; 3] {
        let (mut sum, mut count) = ([0u64; 3], 0u64);
        let pixels = self.picture.pixels().zip(&self.mask);
        for (pixel, _) in pixels.filter(|(_, ink)| **ink > than) {
            for (total, value) in sum.iter_mut().zip(pixel.0) {
                *total += u64::from(value);
            }
            count += 1;
        }
        sum.map(|total| (total / count.max(1)) as u8)
    }
}

/// How much ink a pixel of an opaque scan has: red ink keeps its red, so the darkest channel tells.
fn not_white([r, g, b, _]: [u8; 4]) -> u8 {
    let ink = 255 - u16::from(r.min(g).min(b));
    // Paper is never quite white.
    (ink.saturating_sub(24) * 255 / 231).min(255) as u8
}

/// The ink's own colour if it is a red a reader takes for a seal's, else pure red.
fn own_red(ink: [u8; 3]) -> [u8; 3] {
    let [r, g, b] = ink;
    if r >= 190 && g <= 70 && b <= 70 {
        ink
    } else {
        [255, 0, 0]
    }
}
