use std::sync::LazyLock;

use super::{measures::*, *};
use crate::{
    Letter, Place,
    content::{Paragraph, Seal},
};

/// Mapped once; a desk and a server share theirs between threads in the same way.
fn fonts() -> &'static FontSet {
    static FONTS: LazyLock<FontSet> =
        LazyLock::new(|| FontSet::bundled().unwrap_or_else(|e| panic!("{e}")));
    &FONTS
}

fn letter() -> Letter {
    Letter::from_json(include_bytes!("../../tests/letters/reply.json")).unwrap()
}

fn laid(letter: &Letter) -> Layout {
    crate::layout(letter, fonts()).unwrap()
}

fn paragraph(characters: usize) -> Paragraph {
    Paragraph {
        level: 0,
        text: format!("{}。", "街道社区".repeat(characters / 4)),
        ..Paragraph::default()
    }
}

/// A letter whose body has so many full rows and nothing after it but the signature.
fn of_rows(rows: usize) -> Letter {
    let mut letter = letter();
    letter.body = vec![paragraph(28 * rows - 4)];
    letter.attachments.clear();
    letter.copy_to.clear();
    letter.note = None;
    letter
}

/// Baselines and texts of the 3号 rows of a page, from the top.
fn rows(page: &Page) -> Vec<(f64, String)> {
    let mut rows: Vec<(f64, String)> = Vec::new();
    for run in page.runs.iter().filter(|r| r.size_pt == SIZE_3) {
        let text: String = run.glyphs.iter().map(|g| g.character).collect();
        match rows
            .iter_mut()
            .find(|(baseline, _)| (baseline - run.baseline).abs() < 1e-6)
        {
            Some((_, row)) => row.push_str(&text),
            None => rows.push((run.baseline, text)),
        }
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows
}

fn row<'a>(page: &'a Page, text: &str) -> &'a Run {
    let found = |run: &&Run| {
        run.glyphs
            .iter()
            .map(|g| g.character)
            .collect::<String>()
            .contains(text)
    };
    page.runs
        .iter()
        .find(found)
        .unwrap_or_else(|| panic!("no {text}"))
}

fn on_grid(baseline: f64) -> bool {
    let rows = (baseline - measures::baseline(TOP)) / PITCH;
    (rows - rows.round()).abs() < 1e-6
}

#[test]
fn the_grid_fills_the_text_area() {
    // 1⅞ characters a row leave 0.05 mm of the 225.
    assert!((21.0 * PITCH + CELL - TEXT_HEIGHT).abs() < 0.06);
    assert!((28.0 * CELL - TEXT_WIDTH).abs() < 1e-9);
}

#[test]
fn every_row_of_the_text_stands_on_the_grid() {
    let layout = laid(&of_rows(60));
    assert!(layout.pages.len() >= 4);
    for (i, page) in layout.pages.iter().enumerate() {
        let rows = rows(page);
        // The number's place is measured from the line above it.
        for (baseline, text) in rows.iter().skip(usize::from(i == 0)) {
            assert!(on_grid(*baseline), "{text} at {baseline} on page {}", i + 1);
        }
        assert!(rows.len() <= ROWS + 1);
    }
    assert_eq!(rows(&layout.pages[1]).len(), ROWS);
}

#[test]
fn the_head_keeps_the_distances_of_the_letter_format() {
    let page = &laid(&letter()).pages[0];
    let [thick, thin, thin_below, thick_below] = <[Bar; 4]>::try_from(page.bars.clone()).unwrap();
    assert!(thick.height > thin.height && thick.top < thin.top);
    assert!(thick_below.height > thin_below.height && thin_below.top < thick_below.top);
    assert!((PAPER_HEIGHT - thick_below.top - thick_below.height - 20.0).abs() < 1e-9);
    for bar in &page.bars {
        assert_eq!((bar.left, bar.width), (20.0, 170.0));
    }
    let mark = &page.runs[0];
    assert_eq!((mark.ink, mark.size_pt), (Ink::Red, 34.0));
    let title = row(page, "关于反映");
    let number = row(page, "白鹤街办函");
    assert_eq!(title.size_pt, SIZE_2);
    assert!(title.baseline - number.baseline > 25.0);
}

#[test]
fn only_the_first_page_has_lines_and_no_page_number() {
    let layout = laid(&of_rows(60));
    for (i, page) in layout.pages.iter().enumerate() {
        assert_eq!(page.bars.len(), if i == 0 { 4 } else { 0 });
        let number: Vec<&Run> = page.runs.iter().filter(|r| r.size_pt == SIZE_4).collect();
        assert_eq!(number.is_empty(), i == 0);
        if i > 0 {
            let text: String = number
                .iter()
                .flat_map(|r| &r.glyphs)
                .map(|g| g.character)
                .collect();
            assert_eq!(text, format!("— {} —", i + 1));
            let x = number[0].glyphs[0].x;
            assert_eq!(x > PAPER_WIDTH / 2.0, (i + 1) % 2 == 1, "page {}", i + 1);
        }
    }
}

#[test]
fn a_seal_stands_on_the_date_near_the_text() {
    for diameter in [30.0, 36.0, 42.0, 50.0] {
        let mut letter = letter();
        letter.seal = Some(Seal {
            image: Some("seal.png".into()),
            diameter_mm: diameter,
            wet: false,
        });
        let layout = laid(&letter);
        let page = layout.pages.last().unwrap();
        let seal = page.seal.unwrap();
        let date = row(page, "2026");
        let name = row(page, "宁波市");
        let last = row(page, "调解协议书");
        let under = (name.baseline + date.baseline) / 2.0 - 2.0 - seal.center_y;
        assert!((0.0..=8.0).contains(&under), "{diameter}: {under}");
        let from_text = seal.center_y - seal.diameter / 2.0 - last.baseline - 0.7;
        assert!(
            (0.0..=PITCH).contains(&from_text),
            "{diameter}: {from_text}"
        );
        assert!(seal.printed);
    }
}

#[test]
fn a_date_with_a_seal_ends_four_characters_from_the_right() {
    let layout = laid(&letter());
    let page = layout.pages.last().unwrap();
    let day = page
        .runs
        .iter()
        .flat_map(|r| &r.glyphs)
        .rfind(|g| g.character == '日')
        .unwrap();
    assert!(
        (day.x + CELL - (RIGHT - 4.0 * CELL)).abs() < 0.1,
        "{}",
        day.x
    );
}

#[test]
fn without_a_seal_the_name_stands_two_characters_from_the_right() {
    let mut letter = letter();
    letter.seal = None;
    let layout = laid(&letter);
    let page = layout.pages.last().unwrap();
    assert!(page.seal.is_none());
    let (name, date) = (row(page, "宁波市"), row(page, "2026"));
    let end = name.glyphs.last().unwrap().x + CELL;
    assert!((end - (RIGHT - 2.0 * CELL)).abs() < 0.1, "{end}");
    assert!((date.glyphs[0].x - name.glyphs[0].x - 2.0 * CELL).abs() < 0.1);
}

#[test]
fn a_date_longer_than_the_name_takes_the_margin() {
    let mut letter = letter();
    letter.seal = None;
    letter.signatory = "区民政局".into();
    let layout = laid(&letter);
    let page = layout.pages.last().unwrap();
    let day = page
        .runs
        .iter()
        .flat_map(|r| &r.glyphs)
        .rfind(|g| g.character == '日')
        .unwrap();
    assert!((day.x + CELL - (RIGHT - 2.0 * CELL)).abs() < 0.1);
}

#[test]
fn a_wet_seal_keeps_the_places_and_draws_nothing() {
    let (mut printed, mut wet) = (letter(), letter());
    printed.seal = Some(Seal {
        image: Some("seal.png".into()),
        diameter_mm: 42.0,
        wet: false,
    });
    wet.seal = Some(Seal {
        image: None,
        diameter_mm: 42.0,
        wet: true,
    });
    let (printed, wet) = (laid(&printed), laid(&wet));
    assert!(printed.seal_wanted() && !wet.seal_wanted());
    assert_eq!(printed.pages[1].runs, wet.pages[1].runs);
}

#[test]
fn a_draft_says_so_on_every_page_and_shows_no_number_and_no_seal() {
    let (signed, mut draft) = (letter(), letter());
    draft.draft = true;
    let (signed, draft) = (laid(&signed), laid(&draft));
    assert!(!draft.seal_wanted());
    assert_eq!(
        draft.pages.len(),
        signed.pages.len(),
        "signing must move no row"
    );
    for page in &draft.pages {
        row(page, "草稿");
        assert!(!page.ghosts.is_empty());
        let text: String = page
            .runs
            .iter()
            .flat_map(|r| &r.glyphs)
            .map(|g| g.character)
            .collect();
        assert!(!text.contains("〔2026〕12号"));
    }
    let title = |layout: &Layout| row(&layout.pages[0], "关于反映").baseline;
    assert_eq!(title(&draft), title(&signed));
}

#[test]
fn the_signature_never_stands_alone_whatever_the_length_of_the_text() {
    for sealed in [true, false] {
        for count in 1..70 {
            let mut letter = of_rows(count);
            if !sealed {
                letter.seal = None;
            }
            let layout = laid(&letter);
            let page = layout.pages.last().unwrap();
            let text: Vec<_> = rows(page)
                .into_iter()
                .filter(|(_, t)| t.contains("街道社区"))
                .collect();
            assert!(!text.is_empty(), "{count} rows, sealed {sealed}");
            let last = rows(page).last().unwrap().0;
            assert!(
                last <= measures::baseline(BOTTOM - CELL) + 1e-6,
                "{count}: below the text area"
            );
            assert!(rows(page).len() <= ROWS + usize::from(layout.pages.len() == 1));
        }
    }
}

#[test]
fn rows_carried_over_for_the_signature_are_three_to_eight() {
    let text = |page: &Page| {
        rows(page)
            .iter()
            .filter(|(_, t)| t.contains("社区"))
            .count()
    };
    let first = text(&laid(&of_rows(60)).pages[0]);
    let mut carried = 0;
    for count in 10..45 {
        let layout = laid(&of_rows(count));
        let [.., before, last] = layout.pages.as_slice() else {
            continue;
        };
        let room = if layout.pages.len() == 2 { first } else { ROWS };
        if text(before) < room {
            carried += 1;
            assert!(
                (3..=8).contains(&text(last)),
                "{count}: {} rows",
                text(last)
            );
        }
    }
    assert!(carried > 0, "no length asked for it");
}

#[test]
fn no_heading_stands_alone_at_a_foot() {
    for lead in 1..50 {
        let mut letter = letter();
        letter.body = vec![paragraph(28 * lead - 4)];
        for level in 1..=3 {
            letter.body.push(Paragraph {
                level,
                text: "处理意见".into(),
                ..Paragraph::default()
            });
        }
        letter.body.push(paragraph(200));
        let layout = laid(&letter);
        for page in &layout.pages[..layout.pages.len() - 1] {
            let last = rows(page).pop().unwrap().1;
            assert!(!last.contains("处理意见"), "after {lead} rows: {last}");
        }
    }
}

#[test]
fn headings_have_their_numbers_and_faces() {
    let mut letter = letter();
    letter.body = [
        (1, "甲"),
        (2, "乙"),
        (3, "丙"),
        (4, "丁"),
        (2, "标题。正文"),
    ]
    .map(|(level, text)| Paragraph {
        level,
        text: text.into(),
        ..Paragraph::default()
    })
    .to_vec();
    let fonts = fonts();
    let page = &crate::layout(&letter, fonts).unwrap().pages[0];
    for (text, role) in [
        ("一、甲", Role::Hei),
        ("（一）乙", Role::Kai),
        ("丙", Role::Fang),
        ("（二）标题。", Role::Kai),
        ("正文", Role::Fang),
    ] {
        assert_eq!(row(page, text).face, fonts.chain(role)[0], "{text}");
    }
    assert!(rows(page).iter().any(|(_, t)| t == "1.丙"));
    assert!(rows(page).iter().any(|(_, t)| t == "（1）丁"));
}

#[test]
fn a_title_is_a_trapezium_or_a_lozenge() {
    for title in [
        "关于反映东柳街道华光城小区29幢一楼餐饮店油烟噪声扰民问题的答复函",
        "关于对某同志反映的白鹤新村物业服务企业长期占用公共绿地搭建停车棚并影响居民通行和消防安全等有关问题信访事项的处理意见书",
    ] {
        let fonts = fonts();
        let lines = title::lines(title, &shape::Shaper::new(fonts), Place::Title).unwrap();
        let widths: Vec<f64> = lines.iter().map(|l| item::width(l)).collect();
        assert!(widths.iter().all(|w| *w <= TEXT_WIDTH && *w > 20.0));
        assert!(
            !widths.windows(3).any(|w| w[1] < w[0].min(w[2]) - 1.0),
            "hourglass {widths:?}"
        );
        for line in &lines {
            let text: String = line.iter().flat_map(|i| i.text()).collect();
            assert!(!text.starts_with('的') && !text.ends_with('关'), "{text}");
        }
    }
}

#[test]
fn a_writers_own_line_break_in_a_title_wins() {
    let fonts = fonts();
    let lines = title::lines(
        "关于犬只扰民\n问题的答复函",
        &shape::Shaper::new(fonts),
        Place::Title,
    )
    .unwrap();
    assert_eq!(lines.len(), 2);
}

#[test]
fn a_character_without_a_glyph_is_named_with_its_place() {
    let mut letter = letter();
    letter.body[2].text = "住户\u{3134A}先生".into();
    let error = crate::layout(&letter, fonts()).unwrap_err();
    assert_eq!(error.code(), "letter.missing_glyph");
    assert!(
        error.to_string().starts_with("第 3 段“\u{3134A}”没有字形"),
        "{error}"
    );
    letter = self::letter();
    letter.copy_to.push("😀".into());
    assert!(
        crate::layout(&letter, fonts())
            .unwrap_err()
            .to_string()
            .starts_with("第 2 个抄送单位")
    );
}

#[test]
fn a_closing_that_no_page_can_hold_is_refused() {
    let mut letter = letter();
    letter.note = Some("注".repeat(500));
    letter.copy_to = vec!["某某街道办事处".into(); 40];
    assert_eq!(
        crate::layout(&letter, fonts()).unwrap_err().code(),
        "letter.closing_too_long"
    );
}
