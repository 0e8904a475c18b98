//! Many letters in one file: what another program sees must be the letters themselves.

use std::{path::Path, process::Command, sync::LazyLock};

use letter::{Bundle, FontSet, Letter};
use lopdf::Document;

static FONTS: LazyLock<FontSet> =
    LazyLock::new(|| FontSet::bundled().unwrap_or_else(|e| panic!("{e}")));

/// A letter of as many pages as its paragraphs fill.
fn letter(serial: u32, paragraphs: usize) -> Vec<u8> {
    let mut letter = Letter::from_json(include_bytes!("letters/reply.json")).unwrap();
    letter.draft = false;
    letter.seal = Some(letter::content::Seal {
        image: None,
        diameter_mm: 42.0,
        wet: true,
    });
    if let Some(number) = &mut letter.document_number {
        number.serial = serial;
    }
    let one = letter.body[0].clone();
    letter.body.extend(std::iter::repeat_n(one, paragraphs));
    letter::render_pdf(&letter, &FONTS, &letter::Pictures::default()).unwrap()
}

fn poppler(program: &str, args: &[&str], folder: &Path) -> String {
    let out = Command::new(program)
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        out.status.success() && out.stderr.is_empty(),
        "{program}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8(out.stdout).unwrap()
}

fn text(file: &str, folder: &Path) -> String {
    poppler("pdftotext", &["-layout", file, "-"], folder)
}

/// What every page draws, as it stands in the file.
fn contents(pdf: &[u8]) -> Vec<Vec<u8>> {
    let file = Document::load_mem(pdf).unwrap();
    let of_page = |page| {
        let streams = file.get_page_contents(page);
        let bytes = |id| {
            file.get_object(id)
                .unwrap()
                .as_stream()
                .unwrap()
                .content
                .clone()
        };
        streams.into_iter().flat_map(bytes).collect()
    };
    file.get_pages().into_values().map(of_page).collect()
}

#[test]
fn every_page_is_that_of_its_letter_byte_for_byte() {
    let letters = [letter(1, 0), letter(2, 30), letter(3, 0)];
    let folder = tempfile::tempdir().unwrap();
    let mut bundle = Bundle::new(false);
    let (mut firsts, mut expected, mut said) = (Vec::new(), Vec::new(), String::new());
    for (at, letter) in letters.iter().enumerate() {
        firsts.push(bundle.add(letter).unwrap());
        expected.extend(contents(letter));
        let name = format!("{at}.pdf");
        std::fs::write(folder.path().join(&name), letter).unwrap();
        said += &text(&name, folder.path());
    }
    let bytes = bundle.finish().unwrap();
    assert_eq!(contents(&bytes), expected);
    assert_eq!(firsts[0], 1);
    assert_eq!(firsts[1] as usize, contents(&letters[0]).len() + 1);
    assert!(contents(&letters[1]).len() > 1, "one of several pages");

    std::fs::write(folder.path().join("all.pdf"), &bytes).unwrap();
    assert_eq!(text("all.pdf", folder.path()), said);
    let info = poppler("pdfinfo", &["all.pdf"], folder.path());
    assert!(
        info.contains(&format!("Pages:           {}", expected.len())),
        "{info}"
    );
    assert!(info.contains("A4"), "{info}");
    let fonts = poppler("pdffonts", &["all.pdf"], folder.path());
    for line in fonts.lines().skip(2) {
        assert!(
            line.contains("yes yes yes"),
            "embedded, subset, readable: {line}"
        );
    }
}

#[test]
fn printed_on_both_sides_every_letter_begins_on_a_sheet_of_its_own() {
    let (short, long) = (letter(1, 0), letter(2, 30));
    let pages = [contents(&short).len(), contents(&long).len()];
    let mut bundle = Bundle::new(true);
    let firsts: Vec<u32> = [&short, &long, &short]
        .map(|letter| bundle.add(letter).unwrap())
        .into();
    assert!(firsts.iter().all(|first| first % 2 == 1), "{firsts:?}");
    assert!(
        pages.iter().any(|pages| pages % 2 == 1),
        "a blank back was needed"
    );
    let file = Document::load_mem(&bundle.finish().unwrap()).unwrap();
    let all = file.get_pages();
    let drawn = all
        .values()
        .filter(|page| !file.get_page_contents(**page).is_empty());
    assert_eq!(drawn.count(), 2 * pages[0] + pages[1]);
}

#[test]
fn a_file_that_is_no_letter_leaves_the_others_alone() {
    let mut bundle = Bundle::new(false);
    bundle.add(&letter(1, 0)).unwrap();
    let before = bundle.pages();
    let refused = bundle.add(b"%PDF-1.7 cut off").unwrap_err();
    assert_eq!(refused.code(), "letter.pdf");
    assert_eq!(bundle.pages(), before);
    assert_eq!(bundle.add(&letter(2, 0)).unwrap(), before + 1);
}

#[test]
fn the_same_letters_give_the_same_bytes() {
    let made = || {
        let mut bundle = Bundle::new(true);
        bundle.add(&letter(1, 0)).unwrap();
        bundle.add(&letter(2, 0)).unwrap();
        bundle.finish().unwrap()
    };
    assert_eq!(made(), made());
}
