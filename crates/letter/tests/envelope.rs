//! Envelopes measured with poppler: where another program sees each word.

use std::{process::Command, sync::LazyLock};

use letter::{
    FontSet,
    envelope::{Envelope, Party, Postcode, Size, Stock, render_pdf},
};

static FONTS: LazyLock<FontSet> =
    LazyLock::new(|| FontSet::bundled().unwrap_or_else(|e| panic!("{e}")));

/// A word and its box in millimetres: left, top, right, bottom.
struct Word {
    text: String,
    at: [f64; 4],
}

struct Sheet {
    words: Vec<Word>,
    info: String,
}

impl Sheet {
    fn of(envelope: Envelope, stock: Stock) -> Sheet {
        let bytes = render_pdf(&[envelope], &stock, "2026-11-03", &FONTS).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("e.pdf"), bytes).unwrap();
        let run = |program: &str, args: &[&str]| {
            let out = Command::new(program)
                .args(args)
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert!(out.status.success() && out.stderr.is_empty());
            String::from_utf8(out.stdout).unwrap()
        };
        let boxes = run("pdftotext", &["-bbox", "e.pdf", "-"]);
        let words = boxes.lines().filter(|line| line.contains("<word"));
        let value = |line: &str, name: &str| -> f64 {
            let from = line.find(name).unwrap() + name.len() + 2;
            let points: f64 = line[from..].split('"').next().unwrap().parse().unwrap();
            points * 25.4 / 72.0
        };
        let words = words
            .map(|line| Word {
                text: line
                    .split('>')
                    .nth(1)
                    .unwrap()
                    .split('<')
                    .next()
                    .unwrap()
                    .into(),
                at: ["xMin", "yMin", "xMax", "yMax"].map(|name| value(line, name)),
            })
            .collect();
        Sheet {
            words,
            info: run("pdfinfo", &["e.pdf"]),
        }
    }

    fn word(&self, part: &str) -> [f64; 4] {
        let found = self.words.iter().find(|word| word.text.contains(part));
        found.unwrap_or_else(|| panic!("no word {part}")).at
    }

    /// The frame digits, left to right.
    fn code(&self) -> Vec<&Word> {
        let in_zone = self.words.iter().filter(|word| word.at[3] < 26.0);
        in_zone.collect()
    }
}

fn envelope() -> Envelope {
    Envelope {
        to: Party {
            name: "王小明　收".into(),
            address: "宁波市鄞州区白鹤街道白鹤新村29幢103室".into(),
            postcode: Postcode::parse("315040"),
        },
        from: Party {
            name: "宁波市鄞州区白鹤街道办事处".into(),
            address: "宁波市鄞州区彩虹南路8号".into(),
            postcode: Postcode::parse("315041"),
        },
    }
}

fn stock(size: Size) -> Stock {
    Stock {
        size,
        frames: false,
        first_frame: None,
    }
}

#[test]
fn pages_have_the_size_of_the_envelope() {
    for (size, points) in [(Size::Dl, "623.62 x 311.81"), (Size::C5, "649.13 x 459.21")] {
        let sheet = Sheet::of(envelope(), stock(size));
        let said = sheet
            .info
            .lines()
            .find(|line| line.starts_with("Page size"));
        let close = |text: &str| -> Vec<f64> {
            text.split(|c: char| !c.is_ascii_digit() && c != '.')
                .filter_map(|word| word.parse().ok())
                .collect()
        };
        let (said, wanted) = (close(said.unwrap()), close(points));
        for (one, other) in said.iter().zip(&wanted) {
            assert!((one - other).abs() < 0.1, "{said:?} {wanted:?}");
        }
    }
}

#[test]
fn each_digit_of_the_postcode_stands_in_the_middle_of_its_frame() {
    for size in [Size::Dl, Size::C5] {
        let sheet = Sheet::of(envelope(), stock(size));
        let digits = sheet.code();
        let text: String = digits.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(text, "315040");
        assert_eq!(digits.len(), 6, "each for itself");
        for (at, digit) in digits.iter().enumerate() {
            let middle = (digit.at[0] + digit.at[2]) / 2.0;
            let wanted = 12.0 + 10.0 * at as f64 + 4.0;
            assert!((middle - wanted).abs() < 0.3, "{middle} {wanted}");
        }
    }
}

#[test]
fn frames_that_stand_elsewhere_are_met() {
    let moved = Stock {
        first_frame: Some((20.0, 11.0)),
        ..stock(Size::Dl)
    };
    let (sheet, usual) = (
        Sheet::of(envelope(), moved),
        Sheet::of(envelope(), stock(Size::Dl)),
    );
    for (one, other) in sheet.code().iter().zip(usual.code()) {
        assert!((one.at[0] - other.at[0] - 8.0).abs() < 0.05);
        assert!((one.at[1] - other.at[1] - 1.0).abs() < 0.05);
    }
}

/// What machines read, the bar code and the stamp stay free (GB/T 1416-2003).
#[test]
fn nothing_stands_where_the_post_wants_nothing() {
    for size in [Size::Dl, Size::C5] {
        let (width, height) = size.millimetres();
        let sheet = Sheet::of(envelope(), stock(size));
        for word in &sheet.words {
            let [left, top, right, bottom] = word.at;
            let digit = word.text.len() == 1 && bottom < 26.0;
            assert!(
                digit || top > 26.0 || left > 90.0,
                "in the reading zone: {}",
                word.text
            );
            let in_bar_code = bottom > height - 20.0 && left < width - 55.0;
            assert!(!in_bar_code, "in the bar code's zone: {}", word.text);
            let on_stamp = right > width - 45.0 && top < 45.0;
            assert!(!on_stamp, "under the stamp: {}", word.text);
            assert!(left > 5.0 && right < width - 5.0 && bottom < height - 5.0);
        }
    }
}

#[test]
fn recipient_in_the_middle_sender_to_the_lower_right() {
    for size in [Size::Dl, Size::C5] {
        let (width, height) = size.millimetres();
        let sheet = Sheet::of(envelope(), stock(size));
        let (address, name) = (
            sheet.word("宁波市鄞州区白鹤街道白鹤新村"),
            sheet.word("王小明"),
        );
        assert!((address[0] - 45.0).abs() < 0.5);
        assert!(name[1] > address[3], "the name stands under the address");
        let sender = sheet.word("办事处");
        assert!((sender[2] - (width - 12.0)).abs() < 0.5, "{sender:?}");
        assert!(sender[1] > name[1]);
        let code = sheet.word("315041");
        assert!((code[2] - (width - 12.0)).abs() < 0.5);
        assert!(code[1] > height - 20.0);
    }
}

#[test]
fn a_long_address_breaks_and_a_number_stays_whole() {
    let mut long = envelope();
    long.to.address = "宁波市鄞州区白鹤街道白鹤新村社区白鹤新村二期东区1234567890幢103室".into();
    let sheet = Sheet::of(long, stock(Size::Dl));
    let (first, last) = (sheet.word("宁波市鄞州区白鹤街道"), sheet.word("103"));
    assert!(last[1] > first[3], "a second line");
    assert!(
        sheet
            .words
            .iter()
            .any(|word| word.text.contains("1234567890"))
    );
    let mut endless = envelope();
    endless.to.address = "白鹤新村".repeat(40);
    let refused = render_pdf(&[endless], &stock(Size::Dl), "2026-11-03", &FONTS).unwrap_err();
    assert_eq!(refused.code(), "letter.too_long");
}

#[test]
fn without_a_postcode_the_frames_stay_empty() {
    let mut unknown = envelope();
    unknown.to.postcode = None;
    assert!(Sheet::of(unknown, stock(Size::Dl)).code().is_empty());
    assert_eq!(Postcode::parse("31504"), None);
    assert_eq!(Postcode::parse("31504a"), None);
}
