use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::{
    FontSet, Place,
    fonts::Role,
    layout::{Style, shape::Shaper},
};

/// Mapped once; a desk and a server share theirs between threads in the same way.
fn fonts() -> &'static FontSet {
    static FONTS: LazyLock<FontSet> =
        LazyLock::new(|| FontSet::bundled().unwrap_or_else(|e| panic!("{e}")));
    &FONTS
}

fn broken(text: &str) -> Vec<Row> {
    let fonts = fonts();
    let items = Shaper::new(fonts)
        .shape(text, Style::body(Role::Fang), Place::Paragraph(1))
        .unwrap();
    rows(&items, Measure::indented(2.0))
}

fn text(row: &Row) -> String {
    row.runs
        .iter()
        .flat_map(|r| &r.glyphs)
        .map(|g| g.character)
        .collect()
}

fn texts(rows: &[Row]) -> Vec<String> {
    rows.iter().map(text).collect()
}

#[test]
fn twenty_eight_characters_fill_a_row_exactly() {
    let rows = broken(&"街".repeat(26 + 28 + 28 + 5));
    let lengths: Vec<usize> = rows.iter().map(|r| text(r).chars().count()).collect();
    assert_eq!(lengths, [26, 28, 28, 5]);
    let origins: Vec<f64> = rows[1].runs[0].glyphs.iter().map(|g| g.x).collect();
    for (a, b) in origins.iter().zip(&origins[1..]) {
        assert!((b - a - CELL).abs() < 1e-9);
    }
}

#[test]
fn a_mark_after_a_full_row_is_taken_in() {
    // 26 characters fill the first row; the comma must not begin the second.
    let rows = broken(&format!("{}，{}", "街".repeat(26), "道".repeat(10)));
    assert_eq!(text(&rows[0]).chars().count(), 27);
    assert!((rows[0].right - RIGHT).abs() < 1e-6);
}

#[test]
fn two_marks_share_a_space() {
    let rows = broken("他说：“好。”");
    let x = |c| {
        rows[0]
            .runs
            .iter()
            .flat_map(|r| &r.glyphs)
            .find(|g| g.character == c)
            .unwrap()
            .x
    };
    // “ begins half a cell earlier than it would alone.
    assert!(x('“') - x('：') < 0.6 * CELL, "{}", x('“') - x('：'));
    assert!(x('”') - x('。') < 0.7 * CELL);
}

#[test]
fn numbers_groups_and_dashes_are_never_parted() {
    for whole in [
        "0574-87654321",
        "〔2026〕12号",
        "——",
        "……",
        "1,200.5",
        "Lianxin",
    ] {
        for lead in 14..27 {
            let rows = broken(&format!("{}{whole}{}", "街".repeat(lead), "道".repeat(20)));
            assert!(
                texts(&rows).iter().any(|t| t.contains(whole)),
                "{whole} after {lead}"
            );
        }
    }
}

#[test]
fn a_date_breaks_after_its_year_only_before_a_row_tears() {
    for lead in 10..27 {
        let rows = texts(&broken(&format!(
            "{}2026年11月12日{}",
            "街".repeat(lead),
            "道".repeat(30)
        )));
        for row in &rows[..rows.len() - 1] {
            let last = row.chars().next_back().unwrap();
            assert!(
                !last.is_ascii_digit(),
                "{rows:?}: a number parted from its unit"
            );
        }
    }
}

#[test]
fn a_long_address_breaks_after_its_signs() {
    let rows = texts(&broken(&format!(
        "{}https://www.example.gov.cn/petition/query",
        "街".repeat(20)
    )));
    assert!(rows.len() > 1);
    assert!(rows[0].ends_with(['/', '.']), "{rows:?}");
}

#[test]
fn a_word_that_no_row_holds_keeps_its_numbers_and_marks_whole() {
    // Drawn at random once: the sign of the percentage came to stand at the head of a row.
    for lead in 0..28 {
        let word = "AAAaMaAmkaMaAmka00000000.00%";
        let rows = texts(&broken(&format!(
            "{}{word}{}",
            "街".repeat(lead),
            "道".repeat(20)
        )));
        let whole = rows.iter().any(|row| row.contains("00000000.00%"));
        assert!(whole, "after {lead}: {rows:?}");
    }
}

#[test]
fn what_no_rule_can_break_still_stays_inside_the_text_area() {
    for text in [
        "（".repeat(200),
        "。".repeat(200),
        "x".repeat(2000),
        "9".repeat(500),
    ] {
        for row in broken(&format!("好{text}")) {
            assert!(row.right < RIGHT + CELL, "{}", row.right);
        }
    }
}

/// Sentences as offices write them: Han, marks, numbers, quotations.
fn sentences() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[街道社区居民反映核查处理意见情况]{1,9}",
        3 => "[，。、；：？！]",
        1 => Just("“整改”".to_owned()),
        1 => Just("（以下简称街道）".to_owned()),
        1 => Just("2026年11月3日".to_owned()),
        1 => Just("3个工作日".to_owned()),
        1 => Just("《信访工作条例》第三十二条".to_owned()),
    ];
    prop::collection::vec(piece, 1..60).prop_map(|pieces| {
        let mut text = String::from("经");
        for piece in pieces {
            // Writers do not put two stops in a row.
            let stops = |c: Option<char>| c.is_some_and(|c| "，。、；：？！".contains(c));
            if !(stops(text.chars().next_back()) && stops(piece.chars().next())) {
                text += &piece;
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_keep_every_character_and_every_rule(written in sentences()) {
        let rows = broken(&written);
        prop_assert_eq!(texts(&rows).concat(), written);
        for (i, row) in rows.iter().enumerate() {
            let (first, last) = (text(row).chars().next().unwrap(), text(row).chars().next_back().unwrap());
            prop_assert!(!"，。、；：？！）》”".contains(first), "{}", text(row));
            prop_assert!(!"（《“".contains(last), "{}", text(row));
            if i + 1 < rows.len() {
                prop_assert!((row.right - RIGHT).abs() < 1e-6, "{} ends at {}", text(row), row.right);
            }
            prop_assert!(row.right < RIGHT + 1e-6);
        }
    }
}
