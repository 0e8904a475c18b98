//! Letters from their text to their bytes, the fonts once found: one, three pages, five hundred in a row, and what they
//! take of memory. The peer is LibreOffice with the same text (`office`).

use crate::Result;
use crate::figure::{Figure, Times};
use crate::{office, process};
use letter::content::AnnexPhoto;
use letter::{FontSet, Letter, Pictures};
use serde_json::json;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 31;
const BATCH: usize = 500;
/// A picture of 192 × 144 that comes with a visit, in base64; bytes.
const SMALL_PICTURE: usize = 8 * 1024;

pub fn run(folder: &Path) -> Result<()> {
    let fonts = FontSet::load(folder)?;
    let (one, three) = (letter_with(&fonts, 1)?, letter_with(&fonts, 3)?);
    // Before the floor below reads whole files into memory.
    memory(&fonts, &three)?;
    let single = pace(folder, &fonts, "letter_1_page", &one)?;
    pace(folder, &fonts, "letter_3_pages", &three)?;
    preview(&fonts, "letter_preview_3_pages", &three)?;
    preview(&fonts, "letter_preview_photos", &with_photos(three))?;
    first(folder, &one)?;
    let a_second = batch(&fonts, &one)?;
    office::run(&one, single, a_second)
}

/// The most that the process held. Pages of mapped fonts count too, though the system may take them back.
fn memory(fonts: &FontSet, letter: &Letter) -> Result<()> {
    let me = std::process::id();
    process::forget_peak(me);
    let Some(before) = process::of(me) else {
        eprintln!("letter_peak_mb is not measured: this system does not tell what a process takes");
        return Ok(());
    };
    for _ in 0..ROUNDS {
        black_box(letter::render_pdf(letter, fonts, &Pictures::default())?);
    }
    let peak = process::of(me).map_or(f64::NAN, |memory| memory.peak);
    Figure::new("letter_peak_mb", peak, "MB")
        .against("the process before its first letter", before.now)
        .print()
}

fn pace(folder: &Path, fonts: &FontSet, name: &str, letter: &Letter) -> Result<f64> {
    let (mut subject, mut floor, mut size) = (Times::default(), Times::default(), 0);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        size = letter::render_pdf(letter, fonts, &Pictures::default())?.len();
        subject.add(began.elapsed());
    }
    for _ in 0..ROUNDS / 4 {
        let began = Instant::now();
        parse_fonts(folder)?;
        floor.add(began.elapsed());
    }
    let mut layout = Times::default();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        black_box(letter::layout(letter, fonts)?);
        layout.add(began.elapsed());
    }
    Figure::new(name, subject.median(), "ms")
        .against("reading and parsing the fonts", floor.median())
        .fact("letter_bytes", size)
        .fact("layout_ms", layout.median())
        .print()?;
    Figure::new(name.replace("letter_", "letter_bytes_"), size as f64, "B").print()?;
    Ok(subject.median())
}

/// What the editor shows after a pause in typing: pages as SVG, each photo the small picture of its visit.
fn preview(fonts: &FontSet, name: &str, letter: &Letter) -> Result<()> {
    let small = format!("data:image/jpeg;base64,{}", "A".repeat(SMALL_PICTURE));
    let photos = vec![Some(small); letter.annex.len()];
    let (mut subject, mut floor, mut size) = (Times::default(), Times::default(), 0);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let pages = letter::preview_svg(letter, fonts, &photos)?;
        subject.add(began.elapsed());
        size = pages.iter().map(String::len).sum();
        let began = Instant::now();
        black_box(letter::layout(letter, fonts)?);
        floor.add(began.elapsed());
    }
    Figure::new(name, subject.median(), "ms")
        .against("the layout alone", floor.median())
        .fact("svg_bytes", size)
        .print()
}

fn with_photos(letter: Letter) -> Letter {
    let photo = |n: usize| AnnexPhoto {
        image: format!("{n}.jpg"),
        taken_at: Some("2026-11-02T14:05:00+08:00".into()),
        place: Some("小区北侧绿地".into()),
        caption: Some("拆除后的现场".into()),
        watermark: true,
    };
    Letter {
        annex: (1..=4).map(photo).collect(),
        ..letter
    }
}

/// With the fonts still to be found, as in a program that has just started.
fn first(folder: &Path, letter: &Letter) -> Result<()> {
    let (mut subject, mut floor) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let fonts = FontSet::load(folder)?;
        floor.add(began.elapsed());
        black_box(letter::render_pdf(letter, &fonts, &Pictures::default())?);
        subject.add(began.elapsed());
    }
    Figure::new("letter_first", subject.median(), "ms")
        .against("finding the fonts", floor.median())
        .print()
}

/// Letters that all say something else, one after the other as the centre makes them; a second of it.
fn batch(fonts: &FontSet, model: &Letter) -> Result<f64> {
    let letters: Vec<Letter> = (1..).take(BATCH).map(|n| another(model, n)).collect();
    let began = Instant::now();
    for letter in &letters {
        black_box(letter::render_pdf(letter, fonts, &Pictures::default())?);
    }
    Ok(BATCH as f64 / began.elapsed().as_secs_f64())
}

/// The same letter to somebody else, with its own number.
pub fn another(model: &Letter, serial: u32) -> Letter {
    const NAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    let mut letter = model.clone();
    let name = NAMES.chars().nth(serial as usize % 20).unwrap_or('王');
    letter.addressee = Some(format!("{name}先生"));
    if let Some(number) = &mut letter.document_number {
        number.serial = serial;
    }
    if let Some(first) = letter.body.first_mut() {
        first.text.insert_str(
            0,
            &format!("您于11月{}日反映的第{serial}号事项收悉。", 1 + serial % 20),
        );
    }
    letter
}

/// A reply with as many paragraphs as fill the pages.
fn letter_with(fonts: &FontSet, pages: usize) -> Result<Letter> {
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
        if letter::layout(&letter, fonts)?.pages.len() == pages {
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
