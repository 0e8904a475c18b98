//! The files of letters: what ships with the product is sound, and what is not is
//! refused with its place before anything is kept.

use casework::OfficeId;
use casework::letter::{LetterContent, LetterKind, Paragraph};
use casework::lint::{self, Code, Element, Known, Policy};
use casework::templates::{
    At, Facts, Folder, Occasion, Owner, Placeholder, TEXTS_FILE, TemplateError, Templates,
    checklist,
};
use chrono::NaiveDate;

const REPLY: &str = include_str!("../data/templates/reply.toml");
const OPINION: &str = include_str!("../data/templates/opinion.toml");
const REJECTION: &str = include_str!("../data/templates/rejection.toml");
const README: &str = include_str!("../data/templates/README.md");

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn refused(file: &str, text: &str) -> TemplateError {
    Folder::read([(file, text)]).unwrap_err()
}

/// A table with one text.
fn texts(row: &str) -> String {
    format!("category,occasion,title,text\n{row}\n")
}

fn findings(kind: LetterKind, content: &LetterContent) -> Vec<Code> {
    let known = Known {
        today: today(),
        citizen_name: "",
        citizen_phone: "",
        citizen_address: "",
        office_phones: &[],
    };
    let found = lint::check(kind, content, &known, Policy::embedded());
    found.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_kind_ships_with_its_parts_and_enough_texts_for_every_occasion() {
    let product = Folder::product();
    assert_eq!(product.kinds.len(), LetterKind::ALL.len());
    assert!(product.texts.len() >= 60, "{}", product.texts.len());
    for (occasion, name) in Occasion::ALL {
        let of = product
            .texts
            .iter()
            .filter(|text| text.occasion == occasion);
        assert!(of.count() >= 4, "{name}");
    }
}

#[test]
fn a_letter_of_which_nothing_is_known_has_a_blank_that_blocks_it() {
    for template in Folder::product().kinds.values() {
        let content = template.start(&Facts::default());
        let found = findings(template.kind, &content);
        assert!(found.contains(&Code::Unfilled), "{:?}", template.kind);
        assert!(!content.title.contains('{'));
    }
}

#[test]
fn known_facts_are_filled_in_and_the_others_stay_as_marks() {
    let (templates, none) = (Templates::default(), None);
    let (template, owner) = templates.template(none, LetterKind::Extension);
    assert_eq!(owner, Owner::Product);
    let mut facts = Facts::default();
    facts.know(Placeholder::ExtensionReason, ["配件尚未到货".into()]);
    facts.know(Placeholder::Phone, ["  ".into()]);
    let content = template.start(&facts);
    let body: String = content.body.iter().map(|one| one.text.as_str()).collect();
    assert!(body.contains("因配件尚未到货，"));
    assert!(body.contains("延长至【延期后期限】"));
    assert!(body.contains("电话：【联系电话】"));
}

#[test]
fn a_fact_of_several_lines_is_as_many_paragraphs() {
    let (template, _) = (Templates::default(), ());
    let (template, _) = template.template(None, LetterKind::Reply);
    let mut facts = Facts::default();
    facts.know(Placeholder::Visits, ["第一次。".into(), "第二次。".into()]);
    let content = template.start(&facts);
    let at = content
        .body
        .iter()
        .position(|one| one.text == "核查情况")
        .unwrap();
    let texts: Vec<&str> = content.body[at + 1..at + 4]
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(texts, ["第一次。", "第二次。", "处理意见"]);
}

#[test]
fn what_is_wrong_is_named_with_its_file_its_place_and_what_to_do() {
    let line = |n| At::Line(n);
    let cases: Vec<(String, &str, At, &str)> = vec![
        (
            REPLY.replace("heading = \"核查情况\"", "heding = \"核查情况\""),
            "heding",
            line(17),
            "README",
        ),
        (
            REPLY.replace("kind = \"reply\"", "kind = \"replay\""),
            "replay",
            line(4),
            "official_reply",
        ),
        (
            REPLY.replace("{诉求标题}", "{诉求题目}"),
            "{诉求题目}",
            At::Part(1, 9),
            "README",
        ),
        (
            REPLY.replace("{诉求事由}", "{事由}"),
            "{事由}",
            At::Whole,
            "README",
        ),
        (
            REPLY.replace("{诉求标题}", "{诉求标题"),
            "brace",
            At::Part(1, 9),
            "between",
        ),
        (
            REPLY.replace("【完成日期】", "【】"),
            "【】",
            At::Part(3, 24),
            "between",
        ),
        (
            REPLY.replace("{现场核查}", ""),
            "text is empty",
            At::Part(2, 16),
            "delete",
        ),
        (
            REPLY.replace("\"处理意见\"", "\"核查情况\""),
            "same heading",
            At::Part(3, 24),
            "heading",
        ),
        (
            REPLY.replace("\"basis\"]", "\"seen\"]"),
            "seen",
            At::Part(3, 24),
            "one of them",
        ),
        (
            REPLY.replace("{现场核查}", "我街道高度重视。"),
            "who",
            At::Part(2, 16),
            "【】",
        ),
        (
            REPLY.replace("我单位将于【回访日期】", "我单位将尽快"),
            "尽快",
            At::Part(4, 32),
            "date",
        ),
        (
            OPINION.replace("\"remedy\"", "\"route\""),
            "remedy",
            At::Whole,
            "处理意见书",
        ),
        (
            OPINION.replace("自收到本处理意见书之日起30日内，", ""),
            "remedy",
            At::Part(5, 47),
            "【】",
        ),
        (
            REJECTION.replace("\"refer_to\"", "\"route\""),
            "remedy",
            At::Whole,
            "不予受理告知书",
        ),
        (
            "kind = \"reply\"\ntitle = \"答\"\n".into(),
            "no part",
            At::Whole,
            "[[part]]",
        ),
    ];
    for (text, problem, at, advice) in cases {
        let error = refused("some.toml", &text);
        let told = error.to_string();
        assert!(told.starts_with("some.toml"), "{told}");
        assert!(error.problem.contains(problem), "{told}");
        assert_eq!(error.at, at, "{told}");
        assert!(error.advice.contains(advice), "{told}");
    }
}

#[test]
fn two_files_of_one_kind_are_refused() {
    let error = Folder::read([("a.toml", REPLY), ("b.toml", REPLY)]).unwrap_err();
    assert_eq!((error.file.as_str(), error.at), ("b.toml", At::Whole));
}

#[test]
fn a_text_that_hides_a_date_or_a_name_is_refused_with_its_line() {
    let cases = [
        ("*,处理,甲,我单位将尽快处理。", "尽快"),
        ("*,处理,甲,已转有关部门处理。", "有关部门"),
        ("*,处理,甲,已约谈物业公司。", "when"),
        ("*,核查,甲,到现场查看，情况属实。", "who"),
        ("*,后续安排,甲,请致电13800000000。", "person.phone"),
        ("*,后面,甲,乙。", "后面"),
        (",处理,甲,乙。", "category"),
        ("*,处理,甲,{日期}前完成。", "{日期}"),
    ];
    for (row, problem) in cases {
        let error = refused(TEXTS_FILE, &texts(row));
        assert!(error.problem.contains(problem), "{row}: {error}");
        assert_eq!(error.at, At::Line(2), "{row}");
    }
    let twice = "*,安抚,甲,感谢您。\n*,安抚,甲,谢谢您。";
    let error = refused(TEXTS_FILE, &texts(twice));
    assert_eq!(error.at, At::Line(3), "{error}");
    assert!(
        refused(TEXTS_FILE, "category,title\n*,甲\n")
            .to_string()
            .contains("columns")
    );
}

#[test]
fn what_is_exported_is_read_again_as_it_was() {
    let product = Folder::product();
    let files = product.files().unwrap();
    assert_eq!(files.len(), LetterKind::ALL.len() + 1);
    let read = Folder::read(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    assert_eq!(&read.unwrap(), product);
}

#[test]
fn an_offices_files_stand_before_the_districts_kind_by_kind_and_its_texts_add() {
    let of = |text: &str, rows: &str| {
        let table = texts(rows);
        Folder::read([("reply.toml", text), (TEXTS_FILE, table.as_str())]).unwrap()
    };
    let baihe = OfficeId::from("330212011");
    let district = of(&REPLY.replace("您好！", "区："), "*,安抚,区里的,感谢您。");
    let office = of(&REPLY.replace("您好！", "街道："), "*,安抚,街道的,感谢您。");
    let templates = Templates::default()
        .with(None, district)
        .with(Some(baihe.clone()), office);
    assert_eq!(templates.version, 2);
    let first = |office, kind| {
        let (template, owner) = templates.template(office, kind);
        (template.parts[0].text.chars().next().unwrap(), owner)
    };
    let elsewhere = OfficeId::from("330212012");
    assert_eq!(
        first(Some(&baihe), LetterKind::Reply),
        ('街', Owner::Office)
    );
    assert_eq!(
        first(Some(&elsewhere), LetterKind::Reply),
        ('区', Owner::District)
    );
    assert_eq!(first(Some(&baihe), LetterKind::Opinion).1, Owner::Product);
    let titles = |office| {
        templates
            .texts(office)
            .map(|text| text.title.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(Some(&baihe)), ["街道的", "区里的"]);
    assert_eq!(titles(None), ["区里的"]);
    let json = serde_json::to_string(&templates).unwrap();
    assert_eq!(serde_json::from_str::<Templates>(&json).unwrap(), templates);
}

#[test]
fn the_checklist_follows_the_letter_not_the_order_of_the_template() {
    let templates = Templates::default();
    let (template, _) = templates.template(None, LetterKind::Reply);
    let stand = |content: &LetterContent| {
        let parts = checklist(template, content, today());
        parts
            .into_iter()
            .map(|part| (part.done, part.place.map(|at| at.paragraph)))
            .collect::<Vec<_>>()
    };
    let mut content = template.start(&Facts::default());
    // begun, but with blanks in each
    assert_eq!(
        stand(&content),
        [
            (false, Some(0)),
            (false, Some(1)),
            (false, Some(3)),
            (false, Some(5))
        ]
    );
    content.body = [
        (0, "您11月12日反映的犬只扰民一事收悉。"),
        (1, "处理意见"),
        (
            0,
            "依据《中华人民共和国民法典》第二百八十六条，犬主已承诺于12月4日前拆除狗窝。",
        ),
        (1, "核查情况"),
        (
            0,
            "11月20日，我街道工作人员陈晓燕到现场查看，现场有狗窝1处。",
        ),
        (1, "后续安排"),
        (0, "请与白鹤社区赵主任联系，电话：【电话】。"),
    ]
    .map(|(level, text)| Paragraph {
        level,
        text: text.into(),
        table: None,
    })
    .into();
    assert_eq!(
        stand(&content),
        [
            (true, Some(0)),
            (true, Some(3)),
            (true, Some(1)),
            (false, Some(5))
        ]
    );
    content.body[6].text = "请与白鹤社区赵主任联系，电话：0574-87654321。".into();
    assert_eq!(stand(&content)[3], (true, Some(5)));
    // without its heading, a part is known by what it says
    content.body.remove(5);
    assert_eq!(stand(&content)[3], (true, Some(5)));
    content.body.truncate(3);
    assert_eq!(stand(&content)[1], (false, None));
    assert_eq!(
        checklist(template, &content, today())[1].elements,
        [Element::Who, Element::Seen]
    );
}

#[test]
fn a_year_in_square_brackets_is_no_blank() {
    let content = |text: &str| LetterContent {
        title: "关于某事的复函".into(),
        addressee: Some("【来函单位】".into()),
        body: vec![Paragraph {
            level: 0,
            text: text.into(),
            table: None,
        }],
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    };
    let kind = LetterKind::OfficialReply;
    assert_eq!(
        findings(kind, &content("按鄞信【2026】5号办理。")),
        [Code::Unfilled]
    );
    assert_eq!(
        findings(kind, &content("由【单位】办理。")),
        [Code::Unfilled; 2]
    );
    assert!(!lint::has_blank("】【2026】【"));
}

#[test]
fn the_readme_lists_every_placeholder_and_every_duty_of_the_law() {
    for placeholder in Placeholder::all() {
        let row = format!("| {{{}}} |", placeholder.name());
        assert!(README.contains(&row), "{row}");
    }
    for (_, name) in Occasion::ALL {
        assert!(README.contains(name), "{name}");
    }
    for kind in LetterKind::ALL {
        let must: Vec<&str> = Policy::embedded()
            .elements(kind)
            .filter(|(_, severity)| *severity == lint::Severity::MustFix)
            .map(|(element, _)| element.as_str())
            .collect();
        let row = README
            .lines()
            .find(|line| line.starts_with(&format!("| {} |", kind.code())));
        let named = row.unwrap().rsplit('|').nth(1).unwrap().split_whitespace();
        let (mut named, mut must): (Vec<&str>, Vec<&str>) = (named.collect(), must);
        named.sort_unstable();
        must.sort_unstable();
        assert_eq!(named, must, "{}", kind.code());
    }
}
