//! `pace`: how long a letter takes with warm fonts, and what it takes of memory, as one JSON object. Beside each figure
//! stands its floor of the same run: finding the fonts and parsing the faces that the letter uses, as a cold start does.

use std::{hint::black_box, sync::Arc, time::Instant};

use letter::{FontSet, Letter, Pictures, content::Paragraph, pdf::Seal};
use serde_json::{Value, json};

const ROUNDS: usize = 60;

fn main() -> Result<(), letter::Error> {
    let cold = Instant::now();
    let fonts = FontSet::bundled()?;
    let found = milliseconds(cold);
    let sealing = Instant::now();
    let seal = Seal::prepare(&ring(), 42.0, "seal.png")?;
    let prepared = milliseconds(sealing);
    let sealed = Pictures {
        seal: Some(Arc::new(seal)),
        photos: Vec::new(),
    };
    let (one, three) = (letter(2)?, letter(21)?);
    let first = Instant::now();
    letter::render_pdf(&one, &fonts, &sealed)?;
    let first = milliseconds(first);
    let mut figures = Vec::new();
    let mut figure = |name: &str, value: f64, unit: &str, against: &str, floor: f64| {
        figures.push(json!({
            "name": name,
            "value": value,
            "unit": unit,
            "against": against,
            "against_value": floor,
            "ratio": value / floor,
        }));
    };
    for (name, letter) in [("letter_1_page", &one), ("letter_3_pages", &three)] {
        let pages = letter::layout(letter, &fonts)?;
        eprintln!("{name}: {} pages", pages.pages.len());
        let parsed = least(|| parse(&pages, &fonts))?;
        let laid = least(|| letter::layout(letter, &fonts))?;
        let made = least(|| letter::render_pdf(letter, &fonts, &sealed))?;
        let bytes = letter::render_pdf(letter, &fonts, &sealed)?.len() as f64;
        figure(name, made, "ms", "fonts_found_and_parsed", found + parsed);
        figure(&format!("{name}_layout"), laid, "ms", name, made);
        figure(
            &format!("{name}_bytes"),
            bytes,
            "bytes",
            "budget",
            (60.0 + 70.0 + 30.0 * pages.pages.len() as f64) * 1024.0,
        );
    }
    figure("letter_first", first, "ms", "fonts_found", found);
    figure("seal_prepared_once", prepared, "ms", "letter_first", first);
    if let Some(peak) = peak_mb() {
        figure("letter_peak_mb", peak, "MB", "goal", 60.0);
    }
    println!("{}", json!({ "figures": Value::Array(figures) }));
    Ok(())
}

fn letter(paragraphs: usize) -> Result<Letter, letter::Error> {
    let mut letter = Letter::from_json(include_bytes!("../tests/letters/reply.json"))?;
    letter.body.truncate(paragraphs.min(letter.body.len()));
    let text = "11月20日下午，我街道工作人员会同白鹤社区到29幢西侧绿地查看，现场有木质狗窝1处，占用公共绿地约2平方米。";
    for n in letter.body.len()..paragraphs {
        letter.body.push(Paragraph {
            text: format!("{text}第{n}处已责令整改。"),
            ..Paragraph::default()
        });
    }
    Ok(letter)
}

fn parse(pages: &letter::Layout, fonts: &FontSet) -> Result<usize, letter::Error> {
    let mut glyphs = 0;
    let mut seen = std::collections::BTreeSet::new();
    for run in pages.pages.iter().flat_map(|page| &page.runs) {
        if seen.insert(run.face) {
            glyphs += usize::from(fonts.face(run.face).open()?.number_of_glyphs());
        }
    }
    Ok(glyphs)
}

fn least<T>(mut work: impl FnMut() -> Result<T, letter::Error>) -> Result<f64, letter::Error> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(work()?);
        times.push(milliseconds(start));
    }
    times.sort_by(f64::total_cmp);
    Ok(times[0])
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn ring() -> Vec<u8> {
    let picture = image::RgbaImage::from_fn(800, 800, |x, y| {
        let radius = (f64::from(x) - 400.0).hypot(f64::from(y) - 400.0);
        let ink = (360.0..398.0).contains(&radius) || radius < 90.0;
        image::Rgba([220, 26, 26, if ink { 255 } else { 0 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    // Writing to memory.
    let _ = picture.write_to(&mut png, image::ImageFormat::Png);
    png.into_inner()
}

/// The most this process held, where the system tells.
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
