//! The preview: one SVG a page, the same glyphs at the same places as in the file.

use std::{collections::BTreeSet, sync::LazyLock};

use letter::{FontSet, Letter};

static FONTS: LazyLock<FontSet> =
    LazyLock::new(|| FontSet::bundled().unwrap_or_else(|e| panic!("{e}")));

fn sample() -> Letter {
    Letter::from_json(include_bytes!("letters/reply.json")).unwrap()
}

fn attributes<'a>(svg: &'a str, before: &str) -> Vec<&'a str> {
    svg.split(before)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn there_is_one_picture_a_page_in_millimetres() {
    let letter = sample();
    let pages = letter::preview_svg(&letter, &FONTS, &[]).unwrap();
    assert_eq!(
        pages.len(),
        letter::layout(&letter, &FONTS).unwrap().pages.len()
    );
    for page in &pages {
        assert!(
            page.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297""#)
        );
        assert!(page.ends_with("</svg>"));
    }
    assert!(pages[1].contains("第 2 页，共 2 页"));
}

#[test]
fn it_needs_no_font_in_the_window_and_runs_no_script() {
    for page in letter::preview_svg(&sample(), &FONTS, &[]).unwrap() {
        for never in [
            "<text",
            "font",
            "<script",
            "<style",
            "style=",
            "<image",
            "http://www.w3.org/1999",
        ] {
            assert!(!page.contains(never), "{never}");
        }
    }
}

#[test]
fn each_glyph_is_drawn_once_and_every_use_finds_it() {
    for page in letter::preview_svg(&sample(), &FONTS, &[]).unwrap() {
        let drawn = attributes(&page, "<path id=\"");
        let names: BTreeSet<&str> = drawn.iter().copied().collect();
        assert_eq!(names.len(), drawn.len());
        let used: BTreeSet<&str> = attributes(&page, "href=\"#").into_iter().collect();
        assert_eq!(used, names);
    }
}

#[test]
fn glyphs_stand_where_the_layout_put_them() {
    let letter = sample();
    let layout = letter::layout(&letter, &FONTS).unwrap();
    let pages = letter::preview_svg(&letter, &FONTS, &[]).unwrap();
    for (page, svg) in layout.pages.iter().zip(&pages) {
        let groups: Vec<&str> = svg.split("<g transform=\"matrix(").skip(1).collect();
        assert_eq!(groups.len(), page.runs.len());
        for (run, group) in page.runs.iter().zip(groups) {
            let matrix: Vec<f64> = group
                .split(')')
                .next()
                .unwrap()
                .split(' ')
                .map(|n| n.parse().unwrap())
                .collect();
            let inked: Vec<f64> = attributes(group, " x=\"")
                .iter()
                .map(|x| x.parse::<f64>().unwrap() * matrix[0])
                .collect();
            let wanted: Vec<f64> = run
                .glyphs
                .iter()
                .filter(|g| g.character != ' ')
                .map(|g| g.x)
                .collect();
            assert_eq!(inked.len(), wanted.len());
            for (x, wanted) in inked.iter().zip(wanted) {
                assert!((x - wanted).abs() < 0.01, "{x} instead of {wanted}");
            }
            assert!((matrix[5] - run.baseline).abs() < 0.001);
        }
    }
}

#[test]
fn a_title_cannot_break_out_of_its_label() {
    let mut letter = sample();
    letter.title = "关于\"<b>&扰民\"的答复函".into();
    let page = &letter::preview_svg(&letter, &FONTS, &[]).unwrap()[0];
    assert!(page.contains("关于&quot;&lt;b>&amp;扰民&quot;的答复函"));
}
