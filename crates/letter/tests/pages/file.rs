//! The finished file: metadata, fonts, size, draft, seal.

use std::path::Path;

use letter::{
    FontSet, Pictures,
    content::Seal,
    pdf::{self, SealFault},
};

use crate::measure::*;

#[test]
fn the_file_says_what_it_is() {
    let file = Printed::of(&sample());
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
    let fonts = Printed::of(&sample()).text("pdffonts", &["letter.pdf"]);
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
    let text = Printed::of(&letter).text("pdftotext", &["letter.pdf", "-"]);
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
        Printed::of(&letter)
            .text("pdftotext", &["letter.pdf", "-"])
            .contains("镕喆堃昇堬㛃㙍㎡𨱏䶮同志")
    );
}

#[test]
fn the_seal_is_round_red_and_of_its_size() {
    let page = Printed::of(&sample()).picture(2);
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
    assert!(Printed::of(&letter).bytes.len() <= budget(2, true));
    letter.seal = None;
    assert!(Printed::of(&letter).bytes.len() <= budget(2, false));
}

#[test]
fn the_same_letter_is_the_same_file() {
    let letter = sample();
    let again = FontSet::bundled().unwrap();
    let other = letter::render_pdf(&letter, &again, &sealed()).unwrap();
    assert!(Printed::of(&letter).bytes == other);
    let mut changed = letter.clone();
    changed.addressee = Some("李女士".into());
    assert!(Printed::of(&changed).bytes != other);
}

#[test]
fn a_draft_carries_its_mark_and_neither_number_nor_seal() {
    let mut letter = sample();
    letter.draft = true;
    let file = Printed::of(&letter);
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
    let page = Printed::with(&sample(), &stamped(&png.into_inner()).unwrap()).picture(2);
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
        let error = stamped(&bytes).unwrap_err();
        assert_eq!(error.code(), "letter.seal_image", "{name}");
    }
    let mut letter = sample();
    let none = letter::render_pdf(&letter, &FONTS, &Pictures::default());
    assert_eq!(none.unwrap_err().code(), "letter.seal_missing");
    letter.seal = Some(Seal {
        image: Some("../seal.png".into()),
        diameter_mm: 42.0,
        wet: false,
    });
    let outside = Pictures::beside(&letter, Path::new(".")).unwrap_err();
    assert_eq!(outside.code(), "letter.seal_image");
}

#[test]
fn only_a_red_picture_of_a_seals_shape_is_taken_for_one() {
    let drawn = |width, height, ink: [u8; 3], paper: [u8; 3]| {
        let picture = image::RgbImage::from_fn(width, height, |x, y| {
            let ring = f64::from(x.abs_diff(width / 2)).hypot(f64::from(y.abs_diff(height / 2)));
            let inked = (0.40..0.48).contains(&(ring / f64::from(width)));
            image::Rgb(if inked { ink } else { paper })
        });
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    };
    let (red, white) = ([200, 30, 30], [255; 3]);
    for (bytes, told) in [
        (drawn(300, 300, red, white), Ok(())),
        (drawn(300, 300, [215, 95, 95], [245, 240, 225]), Ok(())),
        (drawn(300, 300, [20; 3], white), Err(SealFault::NotRed)),
        (
            drawn(300, 300, [20, 30, 160], white),
            Err(SealFault::NotRed),
        ),
        (drawn(300, 300, white, white), Err(SealFault::Blank)),
        (drawn(300, 400, red, white), Err(SealFault::NotSquare)),
        (drawn(40, 40, red, white), Err(SealFault::TooSmall)),
        (drawn(5001, 60, red, white), Err(SealFault::TooLarge)),
        (b"no picture".to_vec(), Err(SealFault::NotAPicture)),
        (
            drawn(300, 300, red, white)[..500].to_vec(),
            Err(SealFault::NotAPicture),
        ),
    ] {
        assert_eq!(pdf::Seal::examine(&bytes, 42.0), told);
    }
    assert_eq!(
        pdf::Seal::examine(&seal(), 42.0),
        Ok(()),
        "on transparent ground"
    );
}
