//! A photo of 12 megapixels as the desk takes it in, and letters from their fonts to their bytes.

use crate::Result;
use crate::figure::{Figure, Times};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageReader, Rgb, RgbImage};
use letter::{FontSet, Letter, Pictures};
use serde_json::json;
use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 9;
/// As the desk draws it beside a visit.
const THUMBNAIL: (u32, u32) = (320, 240);

pub fn run(fonts: &Path) -> Result<()> {
    photo()?;
    letter_of(fonts, "letter_1_page", 1)?;
    letter_of(fonts, "letter_3_pages", 3)
}

fn photo() -> Result<()> {
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

fn letter_of(fonts: &Path, name: &str, pages: usize) -> Result<()> {
    let letter = letter_with(fonts, pages)?;
    let (mut subject, mut floor, mut size) = (Times::default(), Times::default(), 0);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        size = letter::render_pdf(&letter, &FontSet::load(fonts)?, &Pictures::default())?.len();
        subject.add(began.elapsed());
        let began = Instant::now();
        parse_fonts(fonts)?;
        floor.add(began.elapsed());
    }
    Figure::new(name, subject.median(), "ms")
        .against("reading and parsing the fonts", floor.median())
        .fact("letter_bytes", size)
        .print()?;
    Figure::new(name.replace("letter_", "letter_bytes_"), size as f64, "B").print()
}

/// A reply with as many paragraphs as fill the pages.
fn letter_with(fonts: &Path, pages: usize) -> Result<Letter> {
    let fonts = FontSet::load(fonts)?;
    for paragraphs in 1..200 {
        let said = "经核查，您反映的木板狗窝位于小区北侧绿地，约二平方米，系三幢住户搭建。\
                    社区已会同城管、物业当面告知养犬管理条例，住户当场自行拆除，绿地已恢复。";
        let body: Vec<_> = (0..paragraphs)
            .map(|_| json!({ "level": 0, "text": said }))
            .collect();
        let letter = Letter::from_json(&serde_json::to_vec(&json!({
            "kind": "reply",
            "issuer": "宁波市江东区白鹤街道办事处",
            "document_number": { "word": "白鹤街办函", "year": 2026, "serial": 12 },
            "title": "关于反映小区犬只扰民问题的答复函",
            "addressee": "王先生",
            "body": body,
            "signatory": "宁波市江东区白鹤街道办事处",
            "date": "2026-11-03",
        }))?)?;
        if letter::layout(&letter, &fonts)?.pages.len() == pages {
            return Ok(letter);
        }
    }
    Err(format!("no letter has {pages} pages").into())
}

fn parse_fonts(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_file() {
            continue;
        }
        let bytes = fs::read(&path)?;
        for index in 0..ttf_parser::fonts_in_collection(&bytes).unwrap_or(1) {
            black_box(ttf_parser::Face::parse(&bytes, index)?);
        }
    }
    Ok(())
}
