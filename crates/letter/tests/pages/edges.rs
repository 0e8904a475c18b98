//! Every kind on one, two and seven pages, and the letters that are hard to set.

use letter::content::Seal;

use crate::measure::*;

/// What must hold of any letter, measured.
#[track_caller]
fn holds(letter: &letter::Letter) -> usize {
    let file = Printed::of(letter);
    let pages = file.pages();
    for page in 1..=pages {
        let rows = file.rows(page);
        let body: Vec<&Row> = rows
            .iter()
            .filter(|row| row.top > 36.0 && row.bottom < 264.0)
            .collect();
        assert!(!body.is_empty(), "page {page} is empty");
        for row in &body {
            // A closing mark at the end may be squeezed to half its width.
            let mark = row
                .text
                .ends_with(['，', '。', '、', '；', '：', '？', '！', '）', '》', '”']);
            let right = row.right - if mark { CELL / 2.0 } else { 0.0 };
            assert!(row.left > 27.5 && right < 185.0, "page {page}: {row:?}");
        }
        assert!(body.len() <= 24, "page {page}: {} rows", body.len());
    }
    // 7.3.5.5: the signature never stands alone.
    let last = file.rows(pages);
    let date = last.iter().position(|row| row.text == "2026年11月3日");
    let above = &last[..date.expect("the date stands on the last page")];
    let signed = letter.signatory.chars().next().unwrap();
    assert!(
        above.iter().any(|row| !row.text.starts_with(signed)),
        "only the signature on {pages}"
    );
    pages
}

#[test]
fn every_kind_holds_on_one_two_and_seven_pages() {
    for kind in KINDS.iter().map(|known| known.kind) {
        for (hundreds, pages) in [(0, 1..=1), (3, 2..=2), (32, 7..=8)] {
            let mut letter = of_kind(kind, hundreds);
            if hundreds == 0 {
                letter.attachments.clear();
                letter.body.truncate(3);
            }
            let set = holds(&letter);
            assert!(
                pages.contains(&set),
                "{kind:?}: {set} pages instead of {pages:?}"
            );
        }
    }
}

#[test]
fn seal_and_date_stay_with_text_wherever_the_text_ends() {
    for rows in (10..=40).step_by(2) {
        for seal in [
            Some(Seal {
                image: Some("seal.png".into()),
                ..Seal::by_hand()
            }),
            None,
        ] {
            let seal = seal.map(|seal| Seal { wet: false, ..seal });
            let mut letter = of_rows(rows);
            letter.seal = seal;
            holds(&letter);
        }
    }
}

#[test]
fn a_title_of_one_two_or_three_lines_is_a_trapezium_or_a_lozenge() {
    // 7.3.1
    let titles = [
        ("关于犬只扰民的答复函", 1),
        (
            "关于反映东柳街道华光城小区29幢一楼餐饮店油烟噪声扰民问题的答复函",
            2,
        ),
        (
            "关于对某同志反映的白鹤新村物业服务企业长期占用公共绿地搭建停车棚并影响居民通行和消防安全等有关问题信访事项的处理意见书",
            3,
        ),
    ];
    for (title, lines) in titles {
        let mut letter = of_rows(4);
        letter.title = title.into();
        let file = Printed::of(&letter);
        let rows: Vec<Row> = file
            .rows(1)
            .into_iter()
            .filter(|row| title.contains(&row.text) && row.text != letter.signatory)
            .collect();
        assert_eq!(rows.len(), lines, "{rows:?}");
        assert_eq!(
            rows.iter().map(|row| row.text.as_str()).collect::<String>(),
            title
        );
        for row in &rows {
            near((row.left + row.right) / 2.0, 106.0, 0.8, "middle");
            assert!(row.text.chars().count() > 2, "{}", row.text);
        }
        let width = |i: usize| rows[i].right - rows[i].left;
        assert!(
            lines < 3 || width(1) >= width(0).min(width(2)) - 1.0,
            "an hourglass: {rows:?}"
        );
        holds(&letter);
    }
}

#[test]
fn seven_thousand_characters_are_set_whole() {
    let mut letter = of_rows(1);
    letter.body = (0..10)
        .map(|_| paragraph(format!("{}。", prose(699))))
        .collect();
    let file = Printed::of(&letter);
    assert!(file.pages() >= 12);
    let copied = file.copied();
    assert_eq!(
        copied.matches("街道社区街道").count() > 0,
        copied.matches('区').count() >= 1740
    );
    holds(&letter);
}

#[test]
fn mixed_scripts_and_rare_names_print_and_can_be_copied() {
    let mut letter = of_rows(1);
    let text =
        "陈镕、喆、堃、昇、㛃、𨱏等到场；Type-C接口（Привет, Ελλάς），面积1,250.5㎡，气温0℃。";
    letter.body = vec![paragraph(text.repeat(3))];
    let copied = Printed::of(&letter).copied();
    let wanted: String = text.split_whitespace().collect();
    assert!(copied.contains(&wanted), "{copied}");
    holds(&letter);
}

#[test]
fn a_name_of_forty_characters_breaks_into_rows() {
    let name = "宁波市鄞州区人民政府白鹤街道办事处综合行政执法与应急管理服务中心联合工作领导小组";
    for sealed in [true, false] {
        let mut letter = of_rows(4);
        letter.issuer = name.into();
        letter.signatory = name.into();
        if !sealed {
            letter.seal = None;
        }
        let file = Printed::of(&letter);
        assert_eq!(file.copied().matches(name).count(), 2);
        let rows = file.rows(1);
        assert!(
            rows.iter().all(|row| row.left > 27.0 && row.right < 185.0),
            "{rows:?}"
        );
    }
}
