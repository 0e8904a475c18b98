//! What the check of a letter finds, and what it leaves in peace.

use casework::letter::{LetterContent, LetterKind, Paragraph};
use casework::lint::{self, Element, Findings, Known, Lacking, Part, Policy, Severity};
use proptest::prelude::*;

fn known() -> Known<'static> {
    Known {
        today: "2026-11-23".parse().expect("a date"),
        citizen_name: "王小明",
        citizen_phone: "13900000000",
        citizen_address: "白鹤街道白鹤新村31幢202室",
        office_phones: &["0574-87654321"],
    }
}

fn letter(paragraphs: &[&str]) -> LetterContent {
    let body = paragraphs.iter().map(|text| match text.strip_prefix("# ") {
        Some(heading) => Paragraph {
            level: 1,
            text: heading.into(),
            table: None,
        },
        None => Paragraph {
            level: 0,
            text: (*text).into(),
            table: None,
        },
    });
    LetterContent {
        title: "关于反映白鹤新村犬只扰民问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: body.collect(),
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    }
}

fn check(kind: LetterKind, paragraphs: &[&str]) -> Findings {
    lint::check(kind, &letter(paragraphs), &known(), Policy::embedded())
}

/// `code text` of each finding, in order; 建议修改 in brackets.
fn findings(sentence: &str) -> Vec<String> {
    let found = check(LetterKind::Reply, &[sentence]);
    let shown = found.findings.iter().map(|finding| {
        let shown = format!("{} {}", finding.code.as_str(), finding.text);
        match finding.severity {
            Severity::MustFix => shown,
            Severity::ShouldFix => format!("({shown})"),
        }
    });
    shown.collect()
}

#[test]
fn vague_words_need_a_date_or_a_name_in_their_sentence() {
    let cases: &[(&str, &[&str])] = &[
        // a date ahead, a limit, or none
        ("我们将尽快处理。", &["vague.date 尽快"]),
        (
            "由我街道会同综合行政执法中队尽快依法处理。",
            &["vague.date 尽快"],
        ),
        ("近期将组织整治。", &["vague.date 近期"]),
        ("即将开工。", &["vague.date 即将"]),
        (
            "物业将抓紧维修，并适时公布结果。",
            &["vague.date 抓紧", "vague.date 适时"],
        ),
        ("11月20日已联系物业，将尽快修复。", &["vague.date 尽快"]),
        (
            "我街道将于12月1日查看；物业尽快修复。",
            &["vague.date 尽快"],
        ),
        ("物业将尽快修复，最迟于11月30日前完成。", &[]),
        ("物业将在3个工作日内尽快修复。", &[]),
        ("请您于本月25日前尽快补充材料。", &[]),
        ("近期即11月底前安装到位。", &[]),
        ("将于2026年12月尽快开工。", &[]),
        ("三个工作日内尽快答复您。", &[]),
        ("年底前即将完工。", &[]),
        ("尽快修复，于2026-12-05完成。", &[]),
        ("尽快修复，十二月五日前完成。", &[]),
        ("尽快修复，２０２６年１２月５日前完成。", &[]),
        // what the citizen said is not our promise
        ("您来电希望尽快修复路灯。", &[]),
        ("您近期反映的问题收悉。", &[]),
        (
            "您反映的问题，我街道要求物业尽快修复。",
            &["vague.date 尽快"],
        ),
        ("您的建议很好，我们将尽快研究。", &["vague.date 尽快"]),
        ("您提到的“尽快修复”，现说明如下：", &[]),
        ("合同即将到期。", &[]),
        // a named body
        ("已转相关部门处理。", &["vague.body 相关部门"]),
        ("我街道将协调有关部门办理。", &["vague.body 有关部门"]),
        (
            "我街道会同有关单位于11月30日前清理。",
            &["vague.body 有关单位"],
        ),
        ("已转区住建局等相关部门处理。", &[]),
        (
            "我街道会同相关部门（综合行政执法中队、市场监管所）查看。",
            &[],
        ),
        ("以群众为中心，协调相关部门。", &["vague.body 相关部门"]),
        // somebody did something
        ("我街道高度重视您的诉求。", &["vague.act 高度重视"]),
        ("我们高度重视，立即安排人员处理。", &["vague.act 高度重视"]),
        ("我街道高度重视，11月20日到现场查看。", &[]),
        ("我街道高度重视，由城管科科长张某负责。", &[]),
        ("我街道高度重视，组织白鹤社区逐户走访。", &[]),
        // none at all
        ("住户已书面承诺于11月27日前拆除狗窝。", &[]),
        ("感谢您对社区工作的关心。", &[]),
    ];
    for (sentence, expected) in cases {
        assert_eq!(findings(sentence), *expected, "{sentence}");
    }
}

#[test]
fn a_title_repeats_the_demand_but_names_nobody() {
    let mut content = letter(&["您好！"]);
    content.title = "关于要求尽快处理业主张三丰（13800000000）违建问题的答复函".into();
    let found = lint::check(LetterKind::Reply, &content, &known(), Policy::embedded());
    let codes: Vec<&str> = found
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(codes, ["person.phone", "person.name"]);
    assert!(
        found
            .findings
            .iter()
            .all(|finding| finding.place.part == Part::Title)
    );
}

#[test]
fn third_persons_are_not_told_to_the_citizen() {
    let cases: &[(&str, &[&str])] = &[
        // phones: the office's, the citizen's and a contact line may stand
        ("犬主电话13800000000。", &["person.phone 13800000000"]),
        ("犬主手机：138 0000 0000。", &["person.phone 138 0000 0000"]),
        (
            "住户留下１３８００００００００备查。",
            &["person.phone １３８００００００００"],
        ),
        (
            "住户家中0574-88880000无人接听。",
            &["person.phone 0574-88880000"],
        ),
        ("如有疑问，请拨0574-87654321。", &[]),
        ("请与白鹤社区赵主任联系，电话：0574-88880000。", &[]),
        ("我们拨打您的电话13900000000未接通。", &[]),
        ("请拨12345热线。", &[]),
        // numbers of identity and cars
        (
            "身份证330212199001011234。",
            &["person.id_number 330212199001011234"],
        ),
        ("车主浙B12345已挪车。", &["(person.plate 浙B12345)"]),
        (
            "车主的邮箱a.b@example.com。",
            &["(person.email a.b@example.com)"],
        ),
        ("材料发至xinfang@yz.gov.cn。", &[]),
        ("工单20261112-0187已办结。", &[]),
        // doors: the public answer stops at the building
        (
            "住29幢301室的犬主已签承诺书。",
            &["(person.address 29幢301室)"],
        ),
        ("丹凤四村12-3-305的住户。", &["(person.address 12-3-305)"]),
        ("29幢西侧绿地有狗窝1处。", &[]),
        ("您家白鹤新村31幢202室漏水。", &[]),
        ("请到街道办事处302室办理。", &[]),
        // names beside what they are; 王某 and 李先生 name nobody
        ("被投诉人张三丰承认饲养。", &["(person.name 张三丰)"]),
        ("当事人（李四）已签承诺书。", &["(person.name 李四)"]),
        (
            "业主陈大明、租户欧阳小明均在场。",
            &["(person.name 陈大明)", "(person.name 欧阳小明)"],
        ),
        ("举报人张三丰反映属实。", &["person.informant 张三丰"]),
        ("反映人王小明的诉求收悉。", &[]),
        ("业主王某与租户李先生已和解。", &[]),
        ("业主张贴公告，业主高度配合，业主施工时已停。", &[]),
        ("工作人员陈晓燕到现场查看。", &[]),
    ];
    for (sentence, expected) in cases {
        assert_eq!(findings(sentence), *expected, "{sentence}");
    }
}

/// The sample letter of the drawings, with its two findings and its one gap.
const DOG: [&str; 8] = [
    "您好！您于2026年11月12日反映白鹤新村29幢旁搭建狗窝、夜间犬吠扰民的问题收悉。经现场核查，现答复如下：",
    "# 核查情况",
    "11月20日下午，我街道工作人员陈晓燕会同白鹤社区到29幢西侧绿地查看，现场有木质狗窝1处，占用公共绿地约2平方米，饲养成年犬2只，未办理养犬登记。",
    "# 处理意见",
    "依据《中华人民共和国民法典》第二百八十六条，在业主共有绿地搭建狗窝、违反规定饲养动物的，应当停止侵害、恢复原状。经社区调解，住29幢301室的犬主已书面承诺于11月27日前拆除狗窝、恢复绿地并办理养犬登记。逾期未拆除的，由我街道会同综合行政执法中队尽快依法处理。",
    "# 后续安排",
    "我街道将于11月30日再到现场查看，并把结果告知您。如有疑问，请与白鹤社区联系，电话：0574-87654321。",
    "您对上述意见有不同看法的，可在收到本函后告诉我们，我街道将于3个工作日内再次办理并答复您。",
];

#[test]
fn a_good_reply_says_six_things_and_each_is_found_in_its_paragraph() {
    let found = check(LetterKind::Reply, &DOG);
    let said: Vec<(Element, Option<u32>, &str)> = found
        .elements
        .iter()
        .map(|said| {
            (
                said.element,
                said.place.map(|place| place.paragraph),
                said.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            (Element::Who, Some(2), "陈晓燕、白鹤社区"),
            (Element::Seen, Some(2), "现场有木质狗窝1处"),
            (Element::Handled, Some(4), "调解、拆除"),
            (Element::When, Some(4), "11月27日前"),
            (
                Element::Basis,
                Some(4),
                "《中华人民共和国民法典》第二百八十六条"
            ),
            (Element::Contact, None, ""),
        ]
    );
    assert_eq!(found.elements[5].lacking, Some(Lacking::Name));
    let codes: Vec<&str> = found
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(codes, ["vague.date", "person.address"]);
    assert_eq!(found.findings[1].instead.as_deref(), Some("29幢"));
    assert_eq!(found.must_fix(), 1);
}

fn missing(kind: LetterKind, paragraphs: &[&str]) -> Vec<(Element, Option<Lacking>)> {
    let found = check(kind, paragraphs);
    let absent = found.elements.iter().filter(|said| said.place.is_none());
    absent.map(|said| (said.element, said.lacking)).collect()
}

#[test]
fn the_six_things_are_recognised_in_many_words() {
    use Element::*;
    let cases: &[(&str, &[Element])] = &[
        ("11月20日，网格员李小红上门走访。", &[Who]),
        ("经区住建局核实，房屋无备案。", &[Who, Seen]),
        ("经查，路灯不亮3盏。", &[Seen]),
        ("现场未发现占道经营。", &[Seen]),
        ("您反映的情况属实。", &[Seen]),
        ("已责令物业更换路灯。", &[Handled]),
        ("路灯已于11月21日修复。", &[Handled, When]),
        ("物业承诺12月5日前清理完毕。", &[Handled, When]),
        ("自即日起15日内整改。", &[Handled, When]),
        (
            "依据《宁波市养犬管理条例》第二十条处理。",
            &[Handled, Basis],
        ),
        ("根据《信访工作条例（试行）》予以解释。", &[Handled, Basis]),
        ("请与白鹤社区赵主任联系，电话：0574-88880000。", &[Contact]),
        ("联系人：陈晓燕，电话：0574-87654321。", &[Contact]),
        ("如有疑问，请与陈晓燕联系，电话87654321。", &[Contact]),
        // not these
        ("您反映要求拆除狗窝的问题收悉。", &[]),
        ("经现场核查，现答复如下：", &[]),
        ("随函附《现场核查照片》。", &[]),
        ("您不服的，可自收到之日起60日内申请行政复议。", &[]),
        ("11月20日有雨。", &[]),
    ];
    for (sentence, expected) in cases {
        let found = check(LetterKind::Reply, &[sentence]);
        let said: Vec<Element> = found
            .elements
            .iter()
            .filter(|said| said.place.is_some())
            .map(|said| said.element)
            .collect();
        assert_eq!(said, *expected, "{sentence}");
    }
}

#[test]
fn what_is_begun_but_not_said_is_told_apart_from_what_is_absent() {
    use Element::*;
    let cases: &[(&str, Element, Lacking)] = &[
        ("我街道派员到现场查看。", Who, Lacking::Name),
        ("将尽快修复。", When, Lacking::Date),
        ("依据有关规定处理。", Basis, Lacking::Rule),
        (
            "请与白鹤社区联系，电话：0574-88880000。",
            Contact,
            Lacking::Name,
        ),
        ("请与白鹤社区赵主任联系。", Contact, Lacking::Phone),
    ];
    for (sentence, element, lacking) in cases {
        assert!(
            missing(LetterKind::Reply, &[sentence]).contains(&(*element, Some(*lacking))),
            "{sentence}"
        );
    }
}

#[test]
fn the_note_may_say_whom_to_call() {
    let mut content = letter(&["如有疑问，请与白鹤社区联系，电话：0574-87654321。"]);
    content.note = Some("联系人：赵主任，电话：0574-87654321".into());
    let found = lint::check(LetterKind::Reply, &content, &known(), Policy::embedded());
    let contact = found
        .elements
        .iter()
        .find(|said| said.element == Element::Contact);
    assert_eq!(
        contact.and_then(|said| said.place).map(|place| place.part),
        Some(Part::Note)
    );
}

const OPINION: [&str; 10] = [
    "您于2026年9月5日提出的信访事项，我街道依法受理并进行了调查，现将处理意见告知如下：",
    "# 信访请求",
    "请尽快拆除31幢违建，由相关部门严肃处理。",
    "# 事实和理由",
    "9月22日上午，我街道工作人员陈晓燕会同泰和社区到现场查看，底楼院子搭有砖墙小屋1处。",
    "# 处理意见",
    "依据《中华人民共和国城乡规划法》第六十四条，责令当事人于12月10日前自行拆除。",
    "# 救济途径",
    "如不服本处理意见，您可以自收到本意见书之日起30日内向宁波市鄞州区人民政府申请复查。",
    "联系人：陈晓燕，电话：0574-87654321。",
];

#[test]
fn an_opinion_states_what_article_32_demands_and_the_way_to_a_review() {
    let whole = check(LetterKind::Opinion, &OPINION);
    assert_eq!(missing(LetterKind::Opinion, &OPINION), []);
    assert_eq!(whole.findings, [], "the request is the citizen's own words");
    assert_eq!(lint::blocks(&whole), None);
    let without = |gone: &[usize]| {
        let kept = OPINION
            .iter()
            .enumerate()
            .filter(|(n, _)| !gone.contains(n));
        let kept: Vec<&str> = kept.map(|(_, text)| *text).collect();
        check(LetterKind::Opinion, &kept)
    };
    assert_eq!(without(&[7, 8]).must_fix(), 1, "no remedy");
    assert_eq!(without(&[5, 6]).must_fix(), 1, "no legal basis");
    assert_eq!(without(&[4]).must_fix(), 1, "no facts");
    let refusal = lint::blocks(&without(&[7, 8])).expect("a refusal");
    assert_eq!(refusal.code, "letter.must_fix");
    assert_eq!(refusal.facts["element"], "remedy");
    assert!(
        missing(LetterKind::Opinion, &["如不服，可申请复查。"])
            .contains(&(Element::Remedy, Some(Lacking::Date)))
    );
}

#[test]
fn each_notice_says_what_it_is_for() {
    use LetterKind::*;
    let cases: &[(LetterKind, &str, usize)] = &[
        (
            Rejection,
            "您反映的事项不属于本街道职责范围，可向区人力资源和社会保障局反映，电话：0574-88880000。",
            0,
        ),
        (
            Rejection,
            "您反映的事项不属于本街道职责范围，可向有关单位反映。",
            2,
        ),
        (Rejection, "您的来信收悉。", 2),
        (
            Extension,
            "因顶棚板材需定制，办理期限延长至2026年12月10日。",
            0,
        ),
        (Extension, "因顶棚板材需定制，办理期限延长10个工作日。", 0),
        (Extension, "因顶棚板材需定制，办理期限需延长。", 1),
        (Extension, "办理期限延长至2026年12月10日。", 1),
        (
            Acceptance,
            "您的来信已于11月20日收悉，自受理之日起60日内办结。",
            0,
        ),
        (Acceptance, "感谢您的信任。", 1),
        (Supplement, "请于12月1日前补充房屋产权证复印件。", 0),
        (Supplement, "请您配合。", 1),
        (
            Mediation,
            "甲方李四与乙方张三自愿达成如下协议：甲方赔偿乙方500元，电话13800000000。",
            0,
        ),
        (Minutes, "会议议定：由相关部门尽快落实。", 0),
        (OfficialReply, "来函收悉，经核实属实。", 0),
        (
            Transfer,
            "现转去市民张三（电话13800000000，住29幢301室）反映的事项，请于5个工作日内答复。",
            0,
        ),
        (Reply, "我街道已于现场核查，犬主承诺三日内整改。", 0),
    ];
    for (kind, text, blocking) in cases {
        assert_eq!(
            check(*kind, &[text]).must_fix(),
            *blocking,
            "{kind:?}: {text}"
        );
    }
}

#[test]
fn the_refusal_names_the_first_finding_and_shows_no_number() {
    let found = check(
        LetterKind::Reply,
        &["物业将尽快修复。", "住户电话13800000000。"],
    );
    let refusal = lint::blocks(&found).expect("a refusal");
    assert_eq!(refusal.facts["count"], 2);
    assert_eq!(refusal.facts["finding"], "vague.date");
    assert_eq!(refusal.facts["text"], "尽快");
    assert_eq!(refusal.facts["paragraph"], 1);
    let found = check(LetterKind::Reply, &["住户电话13800000000。"]);
    let refusal = lint::blocks(&found).expect("a refusal");
    assert_eq!(refusal.facts["text"], "138****0000");
    assert!(!refusal.to_string().contains("13800000000"));
}

#[test]
fn a_districts_own_policy_decides_what_blocks() {
    let mild = Policy::from_csv(
        2,
        "rule,reply\nmissing.contact,must_fix\nvague.date,should_fix\n",
    )
    .expect("a policy");
    let content = letter(&["相关部门将尽快修复。"]);
    let found = lint::check(LetterKind::Reply, &content, &known(), &mild);
    assert_eq!(found.findings.len(), 1);
    assert_eq!(found.findings[0].severity, Severity::ShouldFix);
    assert_eq!(found.elements.len(), 1);
    assert_eq!(found.must_fix(), 1);
    let other = lint::check(LetterKind::Minutes, &content, &known(), &mild);
    assert_eq!(other, Findings::default());
    let stored = serde_json::to_string(&mild).expect("json");
    assert_eq!(
        serde_json::from_str::<Policy>(&stored).expect("a policy"),
        mild
    );
    assert!(Policy::from_csv(3, "rule,reply\nvague.datum,off\n").is_err());
    assert!(Policy::from_csv(3, "rule,novel\nvague.date,off\n").is_err());
}

fn any_text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        prop::sample::select(DOG.to_vec()).prop_map(str::to_owned),
        prop::sample::select(OPINION.to_vec()).prop_map(str::to_owned),
        prop::sample::select(vec![
            "尽快",
            "相关部门",
            "高度重视",
            "您",
            "请求",
            "业主",
            "张三丰",
            "主任",
            "联系",
            "局",
            "《",
            "》",
            "第",
            "条",
            "11月",
            "底前",
            "二十",
            "年",
            "日",
            "工作日",
            "2026",
            "13800000000",
            "12幢305室",
            "。",
            "，",
            "“",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(fragment, 0..10).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_checked_and_every_place_is_in_it(
        texts in prop::collection::vec(any_text(), 0..4), kind in 0_usize..10,
    ) {
        let kinds = [
            LetterKind::Reply, LetterKind::OfficialReply, LetterKind::Acceptance,
            LetterKind::Rejection, LetterKind::Extension, LetterKind::Transfer,
            LetterKind::Opinion, LetterKind::Supplement, LetterKind::Mediation, LetterKind::Minutes,
        ];
        let mut content = letter(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        content.note = texts.first().cloned();
        let found = lint::check(kinds[kind], &content, &known(), Policy::embedded());
        let places = found.elements.iter().filter_map(|said| said.place);
        for place in places.chain(found.findings.iter().map(|finding| finding.place)) {
            let text = match place.part {
                Part::Addressee => content.addressee.as_deref().unwrap(),
                Part::Title => &content.title,
                Part::Note => content.note.as_ref().expect("a note"),
                Part::Body => &content.body[place.paragraph as usize].text,
                Part::Attachment => &content.attachments[place.paragraph as usize],
            };
            prop_assert!(place.start < place.end);
            prop_assert!(place.end as usize <= text.chars().count());
        }
        for finding in &found.findings {
            prop_assert_eq!(
                finding.text.chars().count(),
                (finding.place.end - finding.place.start) as usize
            );
        }
    }
}
