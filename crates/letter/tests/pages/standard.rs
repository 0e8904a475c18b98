//! GB/T 9704-2012, element by element; the clause stands with each. Half a millimetre is the tolerance where the standard
//! gives no other.

use letter::content::{Paragraph, Seal};

use crate::measure::*;

#[test]
fn the_paper_is_a4() {
    // 5.1
    let info = Printed::of(&of_rows(60)).text("pdfinfo", &["-f", "1", "-l", "9", "letter.pdf"]);
    let sizes: Vec<&str> = info
        .lines()
        .filter(|l| l.contains("size:") && l.starts_with("Page"))
        .collect();
    assert!(sizes.len() >= 4);
    assert!(
        sizes
            .iter()
            .all(|l| l.contains("595.276 x 841.89 pts (A4)")),
        "{sizes:?}"
    );
}

#[test]
fn text_fills_the_area_of_156_by_225_millimetres() {
    // 5.2.1: 天头 37 ± 1, 订口 28 ± 1.
    let [left, top, right, bottom] = Printed::of(&of_rows(60)).picture(2).ink(0.0, 265.0);
    near(top, 37.0, 1.0, "top margin");
    near(left, 28.0, 1.0, "left margin");
    near(right, 184.0, 0.8, "right edge");
    near(bottom, 262.0, 1.0, "lower edge");
}

#[test]
fn a_full_page_has_22_rows_of_28_characters_on_one_grid() {
    // 5.2.3, 3.2
    let file = Printed::of(&of_rows(60));
    let rows: Vec<Row> = file
        .rows(2)
        .into_iter()
        .filter(|row| row.text.contains('街'))
        .collect();
    assert_eq!(rows.len(), 22);
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(row.text.chars().count(), 28, "{}", row.text);
        near(row.left, 28.0, 0.3, "left edge");
        near(row.right, 184.0, 0.5, "right edge");
        near(row.top - rows[0].top, i as f64 * PITCH, 0.1, "pitch");
    }
    // The first page's rows are on the same grid.
    let first = file
        .rows(1)
        .into_iter()
        .filter(|row| row.text.contains("街道社区"));
    for row in first {
        let at = (row.top - rows[0].top) / PITCH;
        near(
            (at - at.round()) * PITCH,
            0.0,
            0.1,
            "grid of the first page",
        );
    }
}

#[test]
fn page_numbers_stand_outside_and_the_first_page_has_none() {
    // 7.5, 10.1
    let file = Printed::of(&of_rows(60));
    assert!(
        file.rows(1).iter().all(|row| row.top < 262.0),
        "{:?}",
        file.rows(1)
    );
    for page in 2..=file.pages() {
        let row = file.row(page, "—");
        assert_eq!(row.text, format!("—{page}—"));
        let free = 14.0 * 25.4 / 72.0;
        match page % 2 {
            0 => near(row.left, 28.0 + free, 0.5, "even page, left"),
            _ => near(row.right, 184.0 - free, 0.5, "odd page, right"),
        }
        let bars = file.picture(page).black_bars(3.0);
        let dash = bars.iter().find(|bar| bar[0] > 265.0).unwrap();
        near(
            (dash[0] + dash[1]) / 2.0,
            262.0 + 7.0,
            0.5,
            "dash under the text area",
        );
    }
}

#[test]
fn the_mark_stands_30_millimetres_down_in_red_and_in_the_middle() {
    // 10.1
    for issuer in [
        "区民政局",
        "宁波市鄞州区白鹤街道办事处",
        "宁波市鄞州区人民政府白鹤街道办事处",
    ] {
        let mut letter = sample();
        letter.issuer = issuer.into();
        let page = Printed::of(&letter).picture(1);
        let lines = page.red_bars(150.0);
        let [left, top, right, bottom] = page.red_ink(0.0, lines[0][0] - 1.0);
        near(top, 30.0, 0.5, "upper edge");
        near((left + right) / 2.0, 105.0, 1.0, "middle");
        assert!(left > 27.0 && right < 185.0);
        near(lines[0][0] - bottom, 4.0, 0.5, "line under the mark");
    }
}

#[test]
fn double_lines_are_170_millimetres_above_and_below_the_first_page() {
    // 10.1
    let file = Printed::of(&sample());
    let lines = file.picture(1).red_bars(150.0);
    let [thick, thin, thin_below, thick_below] = <[[f64; 4]; 4]>::try_from(lines).unwrap();
    let weight = |bar: [f64; 4]| bar[1] - bar[0];
    assert!(weight(thick) > 2.0 * weight(thin) && thick[0] < thin[0]);
    assert!(weight(thick_below) > 2.0 * weight(thin_below) && thin_below[0] < thick_below[0]);
    near(297.0 - thick_below[1], 20.0, 0.5, "above the paper's edge");
    for bar in [thick, thin, thin_below, thick_below] {
        near(bar[3] - bar[2], 170.0, 0.5, "length");
        near((bar[2] + bar[3]) / 2.0, 105.0, 0.5, "middle");
    }
    assert!(
        file.picture(2).red_bars(100.0).is_empty(),
        "only the first page has lines"
    );
}

#[test]
fn the_number_is_flush_right_seven_eighths_under_the_line() {
    // 10.1, 7.2.5
    let file = Printed::of(&sample());
    let number = file.row(1, "〔2026〕");
    assert_eq!(number.text, "白鹤街办函〔2026〕12号");
    near(number.right, 184.0, 0.5, "right edge");
    let page = file.picture(1);
    let line = page.red_bars(150.0)[1][1];
    let [_, top, ..] = page.ink(line + 0.5, number.bottom);
    near(top - line, 4.94, 0.5, "under the line");
}

#[test]
fn copy_number_secrecy_and_urgency_stand_flush_left_one_a_line() {
    // 10.1, 7.2
    let mut letter = sample();
    letter.copy_number = Some("000001".into());
    letter.secrecy = Some("机密★1年".into());
    letter.urgency = Some("特急".into());
    let file = Printed::of(&letter);
    let rows: Vec<Row> = file
        .rows(1)
        .into_iter()
        .filter(|row| row.left < 60.0)
        .collect();
    let at = |text: &str| rows.iter().find(|row| row.text.contains(text)).unwrap();
    let three = [at("000001"), at("机密★1年"), at("特急")];
    for (i, row) in three.iter().enumerate() {
        near(row.left, 28.0, 0.6, &row.text);
        let middle = |row: &Row| (row.top + row.bottom) / 2.0;
        near(
            middle(row) - middle(three[0]),
            i as f64 * PITCH,
            1.0,
            &row.text,
        );
    }
    let title = file.row(1, "犬只扰民");
    assert!(
        title.top - three[2].bottom > 1.5 * PITCH,
        "two rows under the last of them"
    );
}

#[test]
fn the_title_stands_two_rows_under_the_number_in_22_points() {
    // 7.3.1, 10.1
    let file = Printed::of(&sample());
    let (number, title) = (file.row(1, "〔2026〕"), file.row(1, "犬只扰民"));
    near((title.left + title.right) / 2.0, 106.0, 0.6, "middle");
    let chars = title.text.chars().count() as f64;
    near(
        (title.right - title.left) / chars,
        22.0 * 25.4 / 72.0,
        0.05,
        "22 pt",
    );
    let page = file.picture(1);
    let [.., number_bottom] = page.ink(number.top, number.bottom);
    let [_, title_top, ..] = page.ink(number_bottom + 5.0, title.bottom);
    near(title_top - number_bottom, 2.0 * PITCH, 2.5, "two rows");
}

#[test]
fn the_addressee_stands_flush_left_one_empty_row_under_the_title() {
    // 7.3.2
    let file = Printed::of(&sample());
    let (title, addressee) = (file.row(1, "犬只扰民"), file.row(1, "王先生"));
    assert_eq!(addressee.text, "王先生：");
    near(addressee.left, 28.0, 0.5, "left edge");
    let page = file.picture(1);
    let [.., title_bottom] = page.ink(title.top, title.bottom);
    let [_, top, ..] = page.ink(title_bottom + 5.0, addressee.bottom);
    assert!(
        (PITCH..2.6 * PITCH).contains(&(top - title_bottom)),
        "{}",
        top - title_bottom
    );
}

#[test]
fn paragraphs_begin_two_characters_in_and_go_on_at_the_margin() {
    // 7.3.3
    let file = Printed::of(&of_rows(4));
    let rows: Vec<Row> = file
        .rows(1)
        .into_iter()
        .filter(|row| row.text.contains("街道社区"))
        .collect();
    near(rows[0].left, 28.0 + 2.0 * CELL, 0.4, "first row");
    for row in &rows[1..rows.len()] {
        near(row.left, 28.0, 0.4, "following row");
    }
}

#[test]
fn each_level_of_headings_has_its_number_and_its_face() {
    // 7.3.3
    let mut letter = sample();
    letter.body = [
        (1, "甲部"),
        (2, "乙部"),
        (3, "丙部"),
        (4, "丁部"),
        (0, "正文部"),
    ]
    .map(|(level, text)| Paragraph {
        level,
        text: text.into(),
        table: None,
    })
    .to_vec();
    let faces = Printed::of(&letter).faces();
    for (text, face) in [
        ("一、甲部", "FandolHei"),
        ("（一）乙部", "LXGWWenKai"),
        ("丙部", "FandolFang"),
        ("丁部", "FandolFang"),
        ("正文部", "FandolFang"),
        ("犬只扰民", "NotoSerifCJKsc-Bold"),
        ("白鹤街道办事处", "NotoSerifCJKsc-Bold"),
    ] {
        let found = faces.iter().find(|(set, _)| set.contains(text));
        let (_, family) = found.unwrap_or_else(|| panic!("no {text} in {faces:?}"));
        assert!(family.contains(face), "{text}: {family}");
    }
    let copied = Printed::of(&letter).copied();
    assert!(copied.contains("1.丙部") && copied.contains("（1）丁部"));
}

#[test]
fn attachments_are_listed_under_an_empty_row() {
    // 7.3.4
    let mut letter = of_rows(3);
    letter.attachments = vec![format!("{}照片", prose(30)), "调解协议书。".into()];
    let file = Printed::of(&letter);
    let rows = file.rows(1);
    let at = rows
        .iter()
        .position(|row| row.text.starts_with("附件：1."))
        .unwrap();
    near(
        rows[at].top - rows[at - 1].top,
        2.0 * PITCH,
        0.6,
        "one empty row",
    );
    near(rows[at].left, 28.0 + 2.0 * CELL, 0.5, "two characters in");
    // 附件： and the number before the names.
    let number = rows[at + 2].left;
    near(number, 28.0 + 5.0 * CELL, 0.8, "the second number");
    assert_eq!(rows[at + 2].text, "2.调解协议书");
    let continued = &rows[at + 1];
    assert!(
        (2.0..6.0).contains(&(continued.left - number)),
        "under the name's first character"
    );
    letter.attachments.truncate(1);
    assert!(
        Printed::of(&letter).copied().contains("附件：街道"),
        "a single one has no number"
    );
}

#[test]
fn with_a_seal_name_and_date_stand_under_it() {
    // 7.3.5.1
    let file = Printed::of(&of_rows(3));
    let (text, date) = (file.rows(1), file.row(1, "2026年11月3日"));
    near(
        date.right,
        184.0 - 4.0 * CELL,
        0.6,
        "date four characters from the right",
    );
    let rows: Vec<&Row> = text
        .iter()
        .filter(|row| row.bottom < date.top + 4.0 && row.left > 60.0)
        .collect();
    let name = rows.last().unwrap();
    assert_eq!(name.text, "宁波市鄞州区白鹤街道办事处");
    near(
        (name.left + name.right) / 2.0,
        (date.left + date.right) / 2.0,
        1.0,
        "name over the date",
    );
    let page = file.picture(1);
    let [left, top, right, bottom] = page.red_ink(name.top - 25.0, 270.0);
    near(right - left, 42.0, 0.5, "across");
    near(bottom - top, 42.0, 0.5, "high");
    near(
        (left + right) / 2.0,
        (date.left + date.right) / 2.0,
        0.6,
        "seal over the date",
    );
    let middle = (name.top + date.bottom) / 2.0;
    assert!(
        (0.0..8.0).contains(&(middle - (top + bottom) / 2.0)),
        "a little below its middle"
    );
    let last = text
        .iter()
        .filter(|row| row.text.contains("街道社区"))
        .last()
        .unwrap();
    assert!(
        (-0.5..=PITCH).contains(&(top - last.bottom)),
        "within one row of the text"
    );
}

#[test]
fn without_a_seal_name_and_date_keep_to_the_margin() {
    // 7.3.5.2
    let mut letter = of_rows(3);
    letter.seal = None;
    let file = Printed::of(&letter);
    let rows = file.rows(1);
    let at = rows
        .iter()
        .position(|row| row.text == "2026年11月3日")
        .unwrap();
    let (name, date) = (&rows[at - 1], &rows[at]);
    near(
        name.right,
        184.0 - 2.0 * CELL,
        0.5,
        "name two characters from the right",
    );
    near(
        date.left - name.left,
        2.0 * CELL,
        0.6,
        "date two in from the name",
    );
    near(
        name.top - rows[at - 2].top,
        2.0 * PITCH,
        0.6,
        "one empty row",
    );
    letter.signatory = "区民政局".into();
    let file = Printed::of(&letter);
    near(
        file.row(1, "2026年").right,
        184.0 - 2.0 * CELL,
        0.5,
        "a longer date stands at the margin",
    );
}

#[test]
fn a_wet_seal_keeps_its_place_empty() {
    let mut letter = of_rows(3);
    let printed = Printed::of(&letter).row(1, "2026年11月3日");
    letter.seal = Some(Seal::by_hand());
    let file = Printed::of(&letter);
    near(file.row(1, "2026年11月3日").top, printed.top, 0.01, "date");
    let [left, ..] = file.picture(1).red_ink(120.0, 270.0);
    assert!(left > 210.0, "nothing red");
}

#[test]
fn note_and_copies_close_the_letter() {
    // 7.3.6, 7.4.2
    let mut letter = of_rows(3);
    letter.note = Some("联系人：张三".into());
    letter.copy_to = (0..6)
        .map(|n| format!("宁波市鄞州区某某局第{n}科"))
        .collect();
    let file = Printed::of(&letter);
    let (date, note) = (file.row(1, "2026年11月3日"), file.row(1, "联系人"));
    assert_eq!(note.text, "（联系人：张三）");
    near(note.left, 28.0 + 2.0 * CELL, 3.0, "two characters in");
    let middle = |row: &Row| (row.top + row.bottom) / 2.0;
    near(middle(&note) - middle(&date), PITCH, 1.0, "under the date");
    let rows = file.rows(1);
    let at = rows
        .iter()
        .position(|row| row.text.starts_with("抄送："))
        .unwrap();
    let em = 14.0 * 25.4 / 72.0;
    near(rows[at].left, 28.0 + em, 0.5, "one character in");
    near(
        rows[at + 1].left,
        28.0 + 4.0 * em,
        0.6,
        "under the first name",
    );
    assert!(rows[rows.len() - 1].text.ends_with('。'));
    assert!(rows[at..].iter().all(|row| row.right < 184.0 - em + 0.5));
    let [.., bottom] = file.picture(1).ink(240.0, 270.0);
    near(bottom, 262.0, 1.0, "foot of the text area");
}
