//! What holds of any text, as laws over many letters drawn at random.

use letter::{Layout, layout::Page, layout::measures::*};
use proptest::prelude::*;

use crate::measure::{FONTS, of_rows, paragraph};

/// GB/T 15834-2011, 5.1, and LETTERS: no row begins, and none ends, with these.
const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕］｝”’％℃‰…%";
const NEVER_LAST: &str = "（《〈「『【〔［｛“‘";

/// Text of any kind: what offices write, marks in runs, numbers, Latin, rare characters.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[街道社区居民反映核查处理意见情况镕喆堃昇㛃𨱏]{1,12}",
        4 => "[，。、；：？！）》」』】”’％…]{1,3}",
        3 => "[（《「『【“‘]{1,2}",
        2 => "[0-9]{1,9}(\\.[0-9]{1,3})?%?",
        2 => "[A-Za-z]{1,14}",
        1 => Just(" ".to_owned()),
        1 => Just("——".to_owned()),
        1 => Just("……".to_owned()),
        1 => Just("〔2026〕12号".to_owned()),
        1 => Just("2026年11月3日".to_owned()),
        1 => Just("https://www.example.gov.cn/a/b?c=d".to_owned()),
    ];
    // No rule can help a paragraph that itself begins with a closing mark or ends with an opening one.
    prop::collection::vec(piece, 1..50).prop_map(|pieces| format!("经{}办", pieces.concat()))
}

/// Rows of 3号 text from the top: baseline, text, left and right edge.
fn rows(page: &Page) -> Vec<(f64, String, f64, f64)> {
    let mut rows: Vec<(f64, String, f64, f64)> = Vec::new();
    for run in page.runs.iter().filter(|run| run.size_pt == SIZE_3) {
        let text: String = run.glyphs.iter().map(|g| g.character).collect();
        let (first, last) = (run.glyphs[0].x, run.glyphs[run.glyphs.len() - 1].x);
        match rows
            .iter_mut()
            .find(|row| (row.0 - run.baseline).abs() < 1e-6)
        {
            Some(row) => {
                row.1.push_str(&text);
                row.3 = last;
            }
            None => rows.push((run.baseline, text, first, last)),
        }
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows
}

/// The rows of the body: under the number, above the signature.
fn body(layout: &Layout) -> Vec<(f64, String, f64, f64)> {
    let all: Vec<_> = layout.pages.iter().flat_map(rows).collect();
    let first = all
        .iter()
        .position(|row| row.1.starts_with("王先生"))
        .unwrap()
        + 1;
    let last = all
        .iter()
        .rposition(|row| row.1.starts_with("宁波市"))
        .unwrap();
    all[first..last].to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_begin_and_end_as_the_rules_of_punctuation_ask(text in texts()) {
        let mut letter = of_rows(1);
        letter.body = vec![paragraph(text)];
        for (_, row, ..) in body(&letter::layout(&letter, &FONTS).unwrap()) {
            let (first, last) = (row.chars().next().unwrap(), row.chars().next_back().unwrap());
            prop_assert!(!NEVER_FIRST.contains(first), "{row}");
            prop_assert!(!NEVER_LAST.contains(last), "{row}");
        }
    }

    #[test]
    fn no_row_is_wider_than_the_text_area(text in texts()) {
        let mut letter = of_rows(1);
        letter.body = vec![paragraph(text)];
        for (_, row, left, last) in body(&letter::layout(&letter, &FONTS).unwrap()) {
            prop_assert!(left >= LEFT - CELL / 2.0, "{row}");
            // The last character's own width is at most a cell; a closing mark keeps its ink in the left half.
            let mark = row.chars().next_back().is_some_and(|c| NEVER_FIRST.contains(c));
            let narrow = row.chars().next_back().is_some_and(|c| c.is_ascii());
            let wide = if mark { 0.45 } else if narrow { 0.2 } else { 0.98 };
            prop_assert!(last + wide * CELL <= RIGHT + 0.1, "{row} ends at {}", last + wide * CELL);
        }
    }

    #[test]
    fn every_character_appears_once_and_in_order(texts in prop::collection::vec(texts(), 1..12)) {
        let mut letter = of_rows(1);
        letter.body = texts.iter().map(|text| paragraph(text.clone())).collect();
        let set: String = body(&letter::layout(&letter, &FONTS).unwrap()).into_iter().map(|row| row.1).collect();
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(bare(&set), bare(&texts.concat()));
    }

    #[test]
    fn no_page_holds_more_than_22_rows_and_none_is_empty(texts in prop::collection::vec(texts(), 1..40), sealed in any::<bool>()) {
        let mut letter = of_rows(1);
        letter.body = texts.into_iter().map(paragraph).collect();
        if !sealed {
            letter.seal = None;
        }
        let layout = letter::layout(&letter, &FONTS).unwrap();
        for (i, page) in layout.pages.iter().enumerate() {
            let rows = rows(page);
            // The number of the letter is a row above the text.
            prop_assert!(rows.len() <= ROWS + usize::from(i == 0));
            prop_assert!(rows.iter().any(|row| row.1 != letter.signatory && row.1 != "2026年11月3日"));
        }
    }

    #[test]
    fn no_row_of_the_text_is_blank(text in texts()) {
        let mut letter = of_rows(1);
        letter.body = vec![paragraph(text)];
        let baselines: Vec<f64> = body(&letter::layout(&letter, &FONTS).unwrap()).iter().map(|row| row.0).collect();
        for pair in baselines.windows(2) {
            // A row that is not lower than the one before it begins a page.
            prop_assert!(pair[1] - pair[0] < PITCH + 1e-6, "a blank row above {}", pair[1]);
        }
    }

    #[test]
    fn the_same_letter_is_laid_out_the_same(text in texts()) {
        let mut letter = of_rows(1);
        letter.body = vec![paragraph(text)];
        prop_assert_eq!(letter::layout(&letter, &FONTS).unwrap(), letter::layout(&letter, &FONTS).unwrap());
    }
}
