//! How long the rulebook takes for what people wait for. `cargo bench -p casework`.
//! One function a subject, one group of figures each; no floor is asserted here.

use casework::action::{Channel, Degree, Rating};
use casework::letter::{LetterContent, LetterKind, Paragraph};
use casework::rates::{self, Config, FollowUp, Number, Window};
use casework::{
    Action, ActionId, Actor, Calendar, Case, CaseId, Context, Event, Moment, OfficeId,
    Registration, Role, Rules, Summary, decide, evolve, fold, lint, mask, register,
};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

criterion_group!(rulebook, decisions, letters, three_rates);
criterion_main!(rulebook);

/// Whenever a person acts, on the desk and again on the server; and whenever a case
/// is opened.
fn decisions(criterion: &mut Criterion) {
    let (events, case) = busy_case(1_000);
    let context = context("2026-11-13T10:00:00+08:00");
    let handler = actor("chen", Role::Handler, Some("baihe"));
    let note = Action::LogContact {
        note: "已电话联系市民。".into(),
    };
    criterion.bench_function("decide, a contact on a case of 1,000 events", |bench| {
        bench.iter(|| decide(black_box(&case), &note, &handler, &context));
    });
    let (_, young) = busy_case(4);
    let extension = Action::RequestExtension {
        days: 2,
        reason: "须会同执法中队".into(),
    };
    for (name, action, done) in [
        ("decide, a contact", note.clone(), true),
        ("decide, an extension", extension, true),
        (
            "decide, a refusal and what is allowed",
            Action::SignFor,
            false,
        ),
    ] {
        let decided = decide(&young, &action, &handler, &context);
        assert_eq!(decided.is_ok(), done, "{name}: {decided:?}");
        criterion.bench_function(name, |bench| {
            bench.iter(|| decide(black_box(&young), &action, &handler, &context));
        });
    }
    criterion.bench_function("fold, 1,000 events", |bench| {
        bench.iter(|| fold(black_box(&events)));
    });
    criterion.bench_function("summary, a row of the list", |bench| {
        bench.iter(|| Summary::of(black_box(&young), context.calendar, context.rules));
    });
}

/// Dispatched, signed for, then contacts until it has `n` events.
fn busy_case(n: usize) -> (Vec<Event>, Case) {
    let centre = actor("centre", Role::Dispatcher, None);
    let handler = actor("chen", Role::Handler, Some("baihe"));
    let first = context("2026-11-12T15:48:00+08:00");
    let mut events = vec![register(registration(), &centre, &first).expect("registered")];
    let mut case = fold(&events).expect("a case");
    let steps = [
        (&centre, Action::Accept),
        (
            &centre,
            Action::Dispatch {
                office: OfficeId::from("baihe"),
            },
        ),
        (&handler, Action::SignFor),
    ];
    let contact = Action::LogContact {
        note: "已电话联系市民。".into(),
    };
    let contacts = std::iter::repeat((&handler, contact));
    for (person, action) in steps.into_iter().chain(contacts) {
        if events.len() >= n {
            break;
        }
        let more = decide(&case, &action, person, &first).expect("allowed");
        case = more.iter().fold(case, evolve);
        events.extend(more);
    }
    (events, case)
}

fn registration() -> Registration {
    serde_json::from_value(serde_json::json!({
        "number": "20261112-0001", "title": "白鹤新村29幢犬只扰民", "body": "夜间犬吠。",
        "category": "S218", "channel": "forum", "matter": "hotline",
        "citizen": {"name": "王小明", "phone": "13900000000"},
        "submitted_at": 1_794_469_680_000_i64, "community": "白鹤社区", "place": {"address": "白鹤新村29幢"},
    }))
    .expect("a registration")
}

fn actor(user: &str, role: Role, office: Option<&str>) -> Actor {
    Actor {
        user: user.into(),
        name: user.into(),
        role,
        office: office.map(OfficeId::from),
    }
}

fn context(now: &str) -> Context<'static> {
    Context {
        now: Moment::parse_rfc3339(now).expect("a moment"),
        calendar: Calendar::embedded(),
        rules: Rules::embedded(),
        number: None,
        action: Some(ActionId(uuid::Uuid::from_u128(1))),
        device_at: None,
        office_phones: Vec::new(),
    }
}

/// On every pause in typing, beside the preview.
fn letters(criterion: &mut Criterion) {
    let content = long_letter();
    let known = lint::Known {
        today: "2026-11-23".parse().expect("a date"),
        citizen_name: "王小明",
        citizen_phone: "13900000000",
        citizen_address: "白鹤新村31幢202室",
        office_phones: &["0574-87654321"],
    };
    let policy = lint::Policy::embedded();
    criterion.bench_function("lint, a letter of 7,000 characters", |bench| {
        bench.iter(|| lint::check(LetterKind::Reply, black_box(&content), &known, policy));
    });
    let text: String = content
        .body
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    criterion.bench_function("mask, a text of 7,000 characters", |bench| {
        bench.iter(|| mask::text(black_box(&text)));
    });
}

/// Before a month closes, over all cases of a district's year.
fn three_rates(criterion: &mut Criterion) {
    let config = Config::default();
    let records = follow_ups(100_000);
    let year = Window {
        from: Moment(0),
        until: Moment(i64::MAX),
    };
    criterion.bench_function("rates, 100,000 cases", |bench| {
        bench.iter(|| rates::table(black_box(&records), &year, &config));
    });
    criterion.bench_function("rates, the cases behind one number of 100,000", |bench| {
        bench.iter(|| {
            rates::cases_behind(black_box(&records), &year, &config, None, Number::NotSolved)
        });
    });
}

/// Paragraphs of a real-looking reply, until there are 7,000 characters.
fn long_letter() -> LetterContent {
    const PARAGRAPHS: [&str; 4] = [
        "您好！您于2026年11月12日反映白鹤新村29幢旁搭建狗窝、夜间犬吠扰民的问题收悉。经现场核查，现答复如下：",
        "11月20日下午，我街道工作人员陈晓燕会同白鹤社区到29幢西侧绿地查看，现场有木质狗窝1处，占用公共绿地约2平方米，饲养成年犬2只，未办理养犬登记。走访周边住户6户，均反映夜间有吠叫。",
        "依据《中华人民共和国民法典》第二百八十六条，在业主共有绿地搭建狗窝的，应当停止侵害、恢复原状。住29幢301室的犬主已书面承诺于11月27日前拆除狗窝。逾期未拆除的，由我街道会同综合行政执法中队尽快依法处理。",
        "我街道将于11月30日再到现场查看，并把结果告知您。如有疑问，请与白鹤社区赵主任联系，电话：0574-87654321。",
    ];
    let mut content = LetterContent {
        title: "关于反映白鹤新村犬只扰民问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: Vec::new(),
        attachments: Vec::new(),
        note: Some("联系人：赵主任，电话：0574-87654321".into()),
        copy_to: Vec::new(),
        annex: Vec::new(),
    };
    let mut paragraphs = PARAGRAPHS.iter().cycle();
    while content.characters() < 7_000 {
        content.body.extend(paragraphs.next().map(|text| Paragraph {
            level: 0,
            text: (*text).into(),
            table: None,
        }));
    }
    content
}

fn follow_ups(n: u128) -> Vec<FollowUp> {
    const OFFICES: [&str; 8] = [
        "百丈", "东胜", "明楼", "白鹤", "东柳", "东郊", "福明", "新明",
    ];
    let rating = |n: u128| match n % 10 {
        0..=5 => Some(Rating::Satisfied),
        6..=7 => Some(Rating::Basically),
        8 => Some(Rating::Dissatisfied),
        _ => None,
    };
    let solved = |n: u128| match n % 7 {
        0..=4 => Degree::Yes,
        5 => Degree::Partly,
        _ => Degree::No,
    };
    (0..n)
        .map(|n| FollowUp {
            case: CaseId(uuid::Uuid::from_u128(n)),
            number: format!("20261101-{n:06}"),
            office: OfficeId::from(OFFICES[(n % 8) as usize]),
            category: "S218".into(),
            channel: Channel::Hotline,
            followed_up_at: Moment(1_790_000_000_000 + n as i64 * 60_000),
            valid: n % 20 != 0,
            contacted: n % 50 != 0,
            solved: solved(n),
            rating: rating(n),
            marks: Default::default(),
            unsolved_reason: None,
        })
        .collect()
}
