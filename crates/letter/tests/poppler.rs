//! Finished files, measured with poppler's tools (pdfinfo, pdffonts, pdftotext, pdftoppm): what another program sees, not
//! what we meant to write.

use std::{path::Path, process::Command, sync::LazyLock};

use letter::{FontSet, Letter, content::Seal};

static FONTS: LazyLock<FontSet> =
    LazyLock::new(|| FontSet::find(&[]).unwrap_or_else(|e| panic!("{e}")));

fn sample() -> Letter {
    Letter::from_json(include_bytes!("letters/reply.json")).unwrap()
}

/// A round red seal on transparent ground, drawn here: no office's real seal is ever in the repository.
fn seal() -> Vec<u8> {
    let (side, center) = (800u32, 400.0f64);
    let picture = image::RgbaImage::from_fn(side, side, |x, y| {
        let (dx, dy) = (f64::from(x) - center, f64::from(y) - center);
        let radius = dx.hypot(dy);
        let ink = (370.0..=398.0).contains(&radius) || (dx.abs() < 60.0 && dy.abs() < 60.0);
        image::Rgba([220, 26, 26, if ink { 255 } else { 0 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

struct File {
    folder: tempfile::TempDir,
    bytes: Vec<u8>,
}

impl File {
    fn of(letter: &Letter) -> File {
        let bytes = letter::render_pdf(letter, &FONTS, None, Some(&seal())).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("letter.pdf"), &bytes).unwrap();
        File { folder, bytes }
    }

    fn run(&self, program: &str, args: &[&str]) -> Vec<u8> {
        let out = Command::new(program)
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .unwrap_or_else(|e| {
                panic!(
                    "{program}: {e}; these tests need poppler-utils (cargo xtask test installs it)"
                )
            });
        assert!(
            out.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        assert!(
            out.stderr.is_empty(),
            "{program}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        out.stdout
    }

    fn text(&self, program: &str, args: &[&str]) -> String {
        String::from_utf8(self.run(program, args)).unwrap()
    }

    /// A page at 8 dots a millimetre.
    fn picture(&self, page: usize) -> Picture {
        let page = page.to_string();
        self.run(
            "pdftoppm",
            &[
                "-r",
                "203.2",
                "-f",
                &page,
                "-l",
                &page,
                "-singlefile",
                "letter.pdf",
                "page",
            ],
        );
        Picture::read(&self.folder.path().join("page.ppm"))
    }
}

/// A binary PPM.
struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

const DOTS: f64 = 8.0;

impl Picture {
    fn read(file: &Path) -> Picture {
        let bytes = std::fs::read(file).unwrap();
        let mut fields = bytes.splitn(4, |b| b.is_ascii_whitespace());
        let mut field = || fields.next().unwrap();
        assert_eq!(field(), b"P6");
        let width = std::str::from_utf8(field()).unwrap().parse().unwrap();
        field();
        // The last field is the greatest value and the pixels.
        let pixels = &field()[4..];
        Picture {
            width,
            pixels: pixels.as_chunks::<3>().0.to_vec(),
        }
    }

    fn red(&self, x: usize, y: usize) -> bool {
        let [r, g, b] = self.pixels[y * self.width + x];
        r > 170 && g < 90 && b < 90
    }

    /// Rows of dots with at least so many millimetres of red, as (top, bottom) in millimetres.
    fn red_bars(&self, at_least: f64) -> Vec<(f64, f64)> {
        let height = self.pixels.len() / self.width;
        let filled = |y: usize| {
            (0..self.width).filter(|x| self.red(*x, y)).count() as f64 / DOTS >= at_least
        };
        let mut bars: Vec<(f64, f64)> = Vec::new();
        for y in (0..height).filter(|y| filled(*y)) {
            let (top, bottom) = (y as f64 / DOTS, (y + 1) as f64 / DOTS);
            match bars.last_mut() {
                Some(bar) if (bar.1 - top).abs() < 1e-9 => bar.1 = bottom,
                _ => bars.push((top, bottom)),
            }
        }
        bars
    }
}

#[test]
fn the_file_says_what_it_is() {
    let file = File::of(&sample());
    let info = file.text("pdfinfo", &["letter.pdf"]);
    let has = |key: &str, value: &str| {
        let line = info
            .lines()
            .find(|l| l.starts_with(key))
            .unwrap_or_else(|| panic!("no {key} in {info}"));
        assert!(line.contains(value), "{line}");
    };
    has("Title:", "关于反映白鹤新村犬只扰民问题的答复函");
    has("Author:", "宁波市鄞州区白鹤街道办事处");
    has("Subject:", "白鹤街办函〔2026〕12号");
    has("Page size:", "A4");
    has("JavaScript:", "no");
    has("Encrypted:", "no");
    let metadata = file.text("pdfinfo", &["-meta", "letter.pdf"]);
    assert!(
        metadata.contains("<pdfaid:part>2</pdfaid:part>")
            && metadata.contains("<pdfaid:conformance>U</pdfaid:conformance>")
    );
    assert!(metadata.contains("zh-CN"));
}

#[test]
fn every_font_is_embedded_subset_and_searchable() {
    let fonts = File::of(&sample()).text("pdffonts", &["letter.pdf"]);
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(lines.len() >= 4, "{fonts}");
    for line in lines {
        let (tag, rest) = line
            .split_once('+')
            .unwrap_or_else(|| panic!("not a subset: {line}"));
        assert!(
            tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()),
            "{line}"
        );
        assert!(rest.contains("yes yes yes"), "{line}");
    }
}

#[test]
fn the_text_is_copied_in_reading_order_and_whole() {
    let letter = sample();
    let text = File::of(&letter).text("pdftotext", &["letter.pdf", "-"]);
    let page_numbers = |line: &&str| !line.trim().starts_with('—');
    let flat: String = text
        .lines()
        .filter(page_numbers)
        .collect::<String>()
        .split_whitespace()
        .collect();
    let mut from = 0;
    let mut parts = vec![
        letter.issuer.clone(),
        "白鹤街办函〔2026〕12号".into(),
        letter.title.clone(),
        "王先生：".into(),
    ];
    parts.extend(letter.body.iter().map(|p| p.text.clone()));
    parts.extend([
        "附件：1.现场核查照片".into(),
        "2.调解协议书".into(),
        letter.signatory.clone(),
        "2026年11月3日".into(),
    ]);
    parts.extend([
        "（联系人：张三，电话：0574-87654321）".into(),
        "抄送：区信访局。".into(),
    ]);
    for part in parts {
        let at = flat[from..]
            .find(&part)
            .unwrap_or_else(|| panic!("{part} not found after {} in {flat}", &flat[..from]));
        from += at + part.len();
    }
    // No blank opens where only the row was spread.
    assert!(text.contains("2026年11月12日"), "{text}");
}

#[test]
fn rare_characters_can_be_copied_too() {
    let mut letter = sample();
    letter.body[0].text = "镕喆堃昇堬㛃㙍㎡𨱏䶮同志：".into();
    assert!(
        File::of(&letter)
            .text("pdftotext", &["letter.pdf", "-"])
            .contains("镕喆堃昇堬㛃㙍㎡𨱏䶮同志")
    );
}

#[test]
fn red_lines_stand_where_the_standard_puts_them() {
    let file = File::of(&sample());
    let page = file.picture(1);
    let lines = page.red_bars(150.0);
    assert_eq!(lines.len(), 4, "{lines:?}");
    let near =
        |a: f64, b: f64, what: &str| assert!((a - b).abs() <= 0.3, "{what}: {a} instead of {b}");
    let mark_top = (0..)
        .map(|y| y as f64 / DOTS)
        .zip(0..)
        .find(|(_, y)| (0..page.width).any(|x| page.red(x, *y)));
    near(mark_top.unwrap().0, 30.0, "the mark's upper edge");
    let mark_bottom = (0..(lines[0].0 * DOTS) as usize)
        .rev()
        .find(|y| (0..page.width).any(|x| page.red(x, *y)))
        .unwrap();
    near(
        lines[0].0 - (mark_bottom + 1) as f64 / DOTS,
        4.0,
        "line under mark",
    );
    assert!(
        lines[0].1 - lines[0].0 > lines[1].1 - lines[1].0,
        "thick above thin"
    );
    assert!(
        lines[3].1 - lines[3].0 > lines[2].1 - lines[2].0,
        "thin above thick"
    );
    near(297.0 - lines[3].1, 20.0, "above the lower edge");
    assert!(file.picture(2).red_bars(100.0).is_empty());
}

#[test]
fn the_seal_is_round_red_and_of_its_size() {
    let page = File::of(&sample()).picture(2);
    let dots: Vec<(usize, usize)> = (0..page.pixels.len())
        .map(|i| (i % page.width, i / page.width))
        .filter(|(x, y)| page.red(*x, *y))
        .collect();
    let span = |values: Vec<usize>| {
        (values.iter().max().unwrap() - values.iter().min().unwrap() + 1) as f64 / DOTS
    };
    for across in [
        span(dots.iter().map(|d| d.0).collect()),
        span(dots.iter().map(|d| d.1).collect()),
    ] {
        assert!((across - 42.0).abs() < 0.5, "{across} mm");
    }
}

#[test]
fn a_file_stays_small() {
    let mut letter = sample();
    let budget =
        |pages: usize, sealed: bool| (60 + 30 * pages + if sealed { 70 } else { 0 }) * 1024;
    assert!(File::of(&letter).bytes.len() <= budget(2, true));
    letter.seal = None;
    assert!(File::of(&letter).bytes.len() <= budget(2, false));
}

#[test]
fn the_same_letter_is_the_same_file() {
    let letter = sample();
    let again = FontSet::find(&[]).unwrap();
    let other = letter::render_pdf(&letter, &again, None, Some(&seal())).unwrap();
    assert!(File::of(&letter).bytes == other);
    let mut changed = letter.clone();
    changed.addressee = Some("李女士".into());
    assert!(File::of(&changed).bytes != other);
}

#[test]
fn a_draft_carries_its_mark_and_neither_number_nor_seal() {
    let mut letter = sample();
    letter.draft = true;
    let file = File::of(&letter);
    for page in ["1", "2"] {
        let text = file.text("pdftotext", &["-f", page, "-l", page, "letter.pdf", "-"]);
        assert!(text.contains("草稿"), "page {page}");
        assert!(!text.contains("〔2026〕12号"));
    }
    assert!(
        !file
            .text("pdfinfo", &["letter.pdf"])
            .contains("〔2026〕12号")
    );
    assert_eq!(
        file.text("pdfimages", &["-list", "letter.pdf"])
            .lines()
            .count(),
        2,
        "only the table's head"
    );
    assert!(file.picture(2).red_bars(1.0).is_empty());
}

#[test]
fn a_scanned_seal_on_white_covers_no_text() {
    let scan = image::RgbImage::from_fn(600, 600, |x, y| {
        let ring = f64::from(x)
            .mul_add(1.0, -300.0)
            .hypot(f64::from(y) - 300.0);
        if (270.0..298.0).contains(&ring) {
            image::Rgb([200, 40, 40])
        } else {
            image::Rgb([250, 248, 246])
        }
    });
    let mut png = std::io::Cursor::new(Vec::new());
    scan.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let bytes = letter::render_pdf(&sample(), &FONTS, None, Some(&png.into_inner())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.pdf"), &bytes).unwrap();
    let file = File { folder, bytes };
    let page = file.picture(2);
    // The date is inside the ring; its ink shows through.
    let black = (0..page.pixels.len()).filter(|i| {
        let (x, y) = (
            (i % page.width) as f64 / DOTS,
            (i / page.width) as f64 / DOTS,
        );
        (130.0..155.0).contains(&x)
            && (100.0..170.0).contains(&y)
            && page.pixels[*i].iter().all(|v| *v < 80)
    });
    assert!(black.count() > 500);
}

#[test]
fn a_bad_seal_stops_the_letter() {
    for (name, bytes) in [("text", b"no picture".to_vec()), ("empty", Vec::new())] {
        let error = letter::render_pdf(&sample(), &FONTS, None, Some(&bytes)).unwrap_err();
        assert_eq!(error.code(), "letter.seal_image", "{name}");
    }
    let mut letter = sample();
    letter.seal = Some(Seal {
        image: None,
        diameter_mm: 42.0,
        wet: false,
    });
    assert_eq!(
        letter::render_pdf(&letter, &FONTS, None, None)
            .unwrap_err()
            .code(),
        "letter.seal_missing"
    );
    letter.seal = Some(Seal {
        image: Some("../seal.png".into()),
        diameter_mm: 42.0,
        wet: false,
    });
    let outside = letter::render_pdf(&letter, &FONTS, Some(Path::new(".")), None).unwrap_err();
    assert_eq!(outside.code(), "letter.seal_image");
}
