//! A photo of 12 megapixels as the desk takes it in.

use crate::Result;
use crate::figure::{Figure, Times};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageReader, Rgb, RgbImage};
use std::hint::black_box;
use std::io::Cursor;
use std::time::Instant;

const ROUNDS: usize = 9;
/// As the desk draws it beside a visit.
const THUMBNAIL: (u32, u32) = (320, 240);

pub fn run() -> Result<()> {
    let bytes = picture()?;
    let (mut subject, mut floor) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let (facts, thumbnail) = photo::inspect_with_thumbnail(&bytes, THUMBNAIL.0, THUMBNAIL.1)?;
        subject.add(began.elapsed());
        if (facts.width, facts.height) != (4_000, 3_000) || thumbnail.is_none() {
            return Err("the photo was not read".into());
        }
        let began = Instant::now();
        let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?;
        black_box(reader.decode()?);
        floor.add(began.elapsed());
    }
    Figure::new("photo_pipeline_12mp", subject.median(), "ms")
        .against("decoding alone", floor.median())
        .fact("bytes", bytes.len())
        .print()
}

/// 4000 × 3000, slopes with grain: as large and as hard to decode as a phone's.
fn picture() -> Result<Vec<u8>> {
    let mut state = 1_u32;
    let picture = RgbImage::from_fn(4_000, 3_000, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 27) as u8;
        Rgb([(x / 16) as u8, (y / 12) as u8, ((x + y) / 28) as u8].map(|c| c.wrapping_add(grain)))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture)?;
    Ok(bytes)
}
