//! Tables of simple cells, measured.

use letter::content::{Column, Paragraph, Table};

use crate::measure::*;

fn measures(rows: usize) -> Paragraph {
    let columns = ["序号", "整改措施", "责任人", "完成时限"];
    let row = |n: usize| {
        vec![
            n.to_string(),
            format!("拆除29幢西侧第{n}处狗窝，恢复公共绿地并办理养犬登记"),
            "陈晓燕".to_owned(),
            format!("2026年11月{}日", n % 28 + 1),
        ]
    };
    Paragraph {
        text: "表1　整改措施清单".into(),
        table: Some(Table {
            columns: columns
                .map(|title| Column {
                    title: title.into(),
                    width: None,
                })
                .to_vec(),
            rows: (1..=rows).map(row).collect(),
        }),
        ..Paragraph::default()
    }
}

fn with_table(rows: usize) -> letter::Letter {
    let mut letter = of_rows(1);
    letter.body = vec![paragraph(prose(50)), measures(rows), paragraph(prose(60))];
    letter
}

#[test]
fn a_table_is_ruled_across_the_text_area() {
    let page = Printed::of(&with_table(2)).picture(1);
    let rules = page.black_bars(150.0);
    assert_eq!(rules.len(), 4, "head and two rows: {rules:?}");
    for rule in &rules {
        near(rule[2], 28.0, 0.3, "left edge");
        near(rule[3], 184.0, 0.3, "right edge");
    }
    let height = |k: usize| rules[k + 1][0] - rules[k][0];
    near(height(0), PITCH, 0.4, "the head takes a row of the grid");
    near(height(1), 2.0 * PITCH, 0.4, "two rows of text take two");
}

#[test]
fn the_text_around_a_table_stays_on_the_grid() {
    let file = Printed::of(&with_table(2));
    let rows: Vec<Row> = file
        .rows(1)
        .into_iter()
        .filter(|row| row.text.contains("街道社区"))
        .collect();
    for row in &rows {
        let at = (row.top - rows[0].top) / PITCH;
        near((at - at.round()) * PITCH, 0.0, 0.1, &row.text);
    }
}

#[test]
fn a_table_that_goes_on_repeats_its_head_and_splits_no_row() {
    let file = Printed::of(&with_table(30));
    let pages = file.pages();
    assert!(pages >= 4, "{pages}");
    let mut seen = String::new();
    for page in 1..=pages {
        let number = page.to_string();
        let text = file.text(
            "pdftotext",
            &["-f", &number, "-l", &number, "letter.pdf", "-"],
        );
        let text: String = text.split_whitespace().collect();
        if text.contains("处狗窝") {
            assert!(
                text.contains("整改措施责任人完成时限"),
                "page {page}: {text}"
            );
            let [left, top, right, bottom] = file
                .picture(page)
                .ink(if page == 1 { 100.0 } else { 30.0 }, 265.0);
            assert!(
                left > 27.5 && right < 184.5 && top > 36.5 && bottom < 263.0,
                "page {page}"
            );
        }
        seen += &text;
    }
    for n in 1..=30 {
        let whole = format!("拆除29幢西侧第{n}处狗窝，恢复公共绿地并办理养犬登记");
        assert_eq!(seen.matches(&whole).count(), 1, "{whole} in {seen}");
    }
}

#[test]
fn the_signature_follows_a_table_of_any_length() {
    for rows in 1..14 {
        let mut letter = with_table(rows);
        letter.body.truncate(2);
        let file = Printed::of(&letter);
        let last = file.pages();
        let text: String = file
            .text("pdftotext", &["-f", &last.to_string(), "letter.pdf", "-"])
            .split_whitespace()
            .collect();
        assert!(
            text.contains("2026年11月3日") && text.contains("陈晓燕"),
            "{rows}: {text}"
        );
    }
}

#[test]
fn narrow_cells_hold_whatever_is_written_in_them() {
    let mut letter = of_rows(1);
    let cells = [
        "联系电话：0574-87654321",
        "https://www.example.gov.cn",
        "〔2026〕12号",
        "",
        "（二）。",
        "a",
        "很长".repeat(120).as_str(),
        "！",
    ]
    .map(str::to_owned);
    letter.body.push(Paragraph {
        table: Some(Table {
            columns: vec![
                Column {
                    title: "一二三四五六七八九十一二三四五六七八九十".into(),
                    width: Some(1),
                };
                8
            ],
            rows: vec![cells.to_vec()],
        }),
        ..Paragraph::default()
    });
    let file = Printed::of(&letter);
    for page in 1..=file.pages() {
        let [left, _, right, bottom] = file.picture(page).ink(100.0, 265.0);
        assert!(
            left > 27.5 && right < 185.0 && bottom < 264.0,
            "page {page}"
        );
    }
    assert_eq!(file.copied().matches('很').count(), 120);
}
