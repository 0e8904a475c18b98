use super::*;
use casework::action::{Citizen, Place};
use casework::event::By;
use casework::joint::TaskOrder;
use casework::letter::{DocumentNumber, LetterContent, LetterKind};
use casework::rules::Matter;
use casework::templates::Folder;
use casework::{
    ActionId, Calendar, LetterId, Moment, Registration, Role, Rules, VisitRecord, fold,
};
use protocol::directory::{Directory, Office};
use std::sync::Arc;
use uuid::Uuid;

const BAIHE: &str = "330212011";
const DONGLIU: &str = "330212012";

fn china(text: &str) -> Moment {
    Moment::from_china(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn event(at: &str, kind: EventKind) -> Event {
    Event {
        at: china(at),
        by: By {
            user: "chen".into(),
            name: "陈晓燕".into(),
            role: Role::Handler,
            office: Some(BAIHE.into()),
        },
        action: Some(ActionId(Uuid::from_u128(china(at).0 as u128))),
        device_at: None,
        kind,
    }
}

fn district() -> District {
    let office = |id: &str, name: &str| Office {
        id: id.into(),
        name: name.into(),
        legal_name: format!("宁波市鄞州区{name}办事处"),
        number_words: [("reply".to_owned(), "白鹤街办函".to_owned())].into(),
        communities: Vec::new(),
        phone: "0574-87654321".into(),
        seal_mm: None,
    };
    District {
        calendar: Arc::new(Calendar::embedded().clone()),
        rules: Arc::new(Rules::embedded().clone()),
        rates: Arc::default(),
        templates: Arc::default(),
        directory: Arc::new(Directory {
            district: "鄞州区".into(),
            offices: vec![office(BAIHE, "白鹤街道"), office(DONGLIU, "东柳街道")],
            ..Directory::default()
        }),
    }
}

fn registered(matter: Matter) -> EventKind {
    EventKind::Registered {
        registration: Registration {
            number: "20261112-0187".into(),
            title: "白鹤新村29幢旁搭狗窝，夜间犬吠扰民".into(),
            body: "有人用木板搭了一个狗窝。\n晚上一直叫。".into(),
            matter,
            category: "S218".into(),
            channel: Channel::Hotline,
            origin: None,
            citizen: Citizen {
                name: "王试".into(),
                phone: "13800000000".into(),
                postal: None,
            },
            community: "白鹤社区".into(),
            place: Place::default(),
            submitted_at: china("2026-11-11 21:00"),
        },
        rules: 1,
    }
}

/// Registered, dispatched and signed for, with one visit.
fn handled(matter: Matter) -> Vec<Event> {
    let visit = VisitRecord {
        at: china("2026-11-13 15:00"),
        note: "现场有木质狗窝1处，\n占用绿地约2平方米。".into(),
        companions: "白鹤社区".into(),
        finding: None,
        lat: None,
        lng: None,
        no_photo_reason: None,
        photos: Vec::new(),
    };
    vec![
        event("2026-11-12 09:00", registered(matter)),
        event("2026-11-12 09:05", EventKind::Accepted),
        event(
            "2026-11-12 09:10",
            EventKind::Dispatched {
                office: BAIHE.into(),
                from: None,
            },
        ),
        event("2026-11-12 10:00", EventKind::SignedFor),
        event("2026-11-13 16:00", EventKind::VisitLogged { visit }),
    ]
}

fn begun(events: &[Event], kind: LetterKind) -> LetterContent {
    let case = fold(events).unwrap();
    let events: Vec<&Event> = events.iter().collect();
    Folder::product().kinds[&kind].start(&facts(&case, &events, &district()))
}

/// Each stands after the one before it.
fn assert_in_order(content: &LetterContent, expected: &[&str]) {
    let whole = text(content);
    let mut rest = whole.as_str();
    for wanted in expected {
        let found = rest.split_once(wanted);
        assert!(found.is_some(), "{wanted}\n{whole}");
        rest = found.map_or("", |(_, after)| after);
    }
}

/// Title, addressee and paragraphs, a line each; headings with `# `.
fn text(content: &LetterContent) -> String {
    let body = content.body.iter().map(|one| match one.level {
        0 => one.text.clone(),
        _ => format!("# {}", one.text),
    });
    let head = [Some(content.title.clone()), content.addressee.clone()];
    let lines: Vec<String> = head.into_iter().flatten().chain(body).collect();
    lines.join("\n")
}

#[test]
fn a_reply_tells_the_visits_and_leaves_the_measure_to_its_writer() {
    let content = begun(&handled(Matter::Hotline), LetterKind::Reply);
    assert_in_order(
        &content,
        &[
            "关于反映白鹤新村29幢旁搭狗窝问题的答复函",
            "王先生/女士",
            "您于2026年11月11日反映的“白鹤新村29幢旁搭狗窝，夜间犬吠扰民”一事收悉",
            "# 核查情况",
            "11月13日下午，我单位工作人员陈晓燕会同白鹤社区到现场查看。现场有木质狗窝1处，占用绿地约2平方米。",
            "# 处理意见",
            "依据【法律法规名称和条款】",
            "# 后续安排",
            "请与白鹤街道工作人员陈晓燕联系，电话：0574-87654321。",
        ],
    );
    let events = &handled(Matter::Hotline)[..4];
    assert!(text(&begun(events, LetterKind::Reply)).contains("【现场核查】"));
}

#[test]
fn an_answer_to_another_office_leaves_its_letter_to_be_named() {
    let content = begun(&handled(Matter::Hotline), LetterKind::OfficialReply);
    assert_in_order(
        &content,
        &[
            "有关事项的复函",
            "【来函单位】",
            "【来函标题】",
            "# 核查情况",
            "11月13日下午",
            "# 办理意见",
            "联系人：陈晓燕",
        ],
    );
}

#[test]
fn a_notice_of_acceptance_names_route_and_due_date() {
    let content = begun(&handled(Matter::Petition), LetterKind::Acceptance);
    assert_in_order(
        &content,
        &[
            "受理告知书",
            "通过热线提出",
            "已于2026年11月12日受理",
            "由白鹤街道承办",
            // 60 日 from acceptance end in 2027, which no calendar has published
            "我单位将于【办理期限】前",
            "陈晓燕联系",
        ],
    );
    let hotline = begun(&handled(Matter::Hotline), LetterKind::Acceptance);
    assert_in_order(&hotline, &["我单位将于2026年11月19日前（含当日）办结"]);
}

#[test]
fn a_rejection_says_the_reason_of_the_centre_and_where_to_turn() {
    let events = [
        event("2026-11-12 09:00", registered(Matter::Petition)),
        event(
            "2026-11-12 10:00",
            EventKind::Rejected {
                reason: "劳动争议已进入仲裁。".into(),
                refer_to: "鄞州区劳动人事争议仲裁院".into(),
            },
        ),
    ];
    assert_in_order(
        &begun(&events, LetterKind::Rejection),
        &[
            "不予受理告知书",
            "编号20261112-0187",
            "因劳动争议已进入仲裁，",
            "可依法向鄞州区劳动人事争议仲裁院提出",
            "【承办人】",
        ],
    );
}

#[test]
fn a_notice_of_extension_has_the_new_date_only_when_it_was_granted() {
    let mut events = handled(Matter::Hotline);
    let request = ActionId(Uuid::from_u128(1));
    let asked = EventKind::ExtensionRequested {
        request,
        days: 5,
        reason: "配件尚未到货。".into(),
    };
    events.push(event("2026-11-16 10:00", asked));
    let waiting = begun(&events, LetterKind::Extension);
    assert_in_order(
        &waiting,
        &[
            "原定于2026年11月19日前",
            "因配件尚未到货，",
            "延长至【延期后期限】",
        ],
    );
    let approved = EventKind::ExtensionApproved { request, days: 5 };
    events.push(event("2026-11-16 11:00", approved));
    assert_in_order(
        &begun(&events, LetterKind::Extension),
        &[
            "原定于2026年11月19日前",
            "因配件尚未到货，",
            "根据热线承办时限的规定",
            "延长至2026年11月26日（含当日）",
        ],
    );
}

#[test]
fn a_transfer_carries_the_demand_word_for_word() {
    assert_in_order(
        &begun(&handled(Matter::Hotline), LetterKind::Transfer),
        &[
            "转办函",
            "【受文单位】",
            "# 诉求情况",
            "2026年11月11日，市民通过热线反映",
            "有人用木板搭了一个狗窝。",
            "晚上一直叫。",
            "# 办理要求",
            "【反馈期限】",
        ],
    );
}

#[test]
fn an_opinion_names_request_facts_basis_and_the_body_that_reviews_it() {
    assert_in_order(
        &begun(&handled(Matter::Petition), LetterKind::Opinion),
        &[
            "处理意见书",
            "# 信访请求",
            "有人用木板",
            "# 查明的事实",
            "11月13日下午",
            "# 处理意见",
            "依据【",
            "# 救济途径",
            "30日内，书面请求鄞州区人民政府复查",
            "陈晓燕",
        ],
    );
}

#[test]
fn a_request_for_more_says_what_the_handler_asked_for() {
    let mut events = handled(Matter::Disclosure);
    let ask = EventKind::SupplementAsked {
        ask: "房屋权属证明复印件".into(),
    };
    events.push(event("2026-11-16 10:00", ask));
    assert_in_order(
        &begun(&events, LetterKind::Supplement),
        &[
            "补正告知书",
            "材料或内容：房屋权属证明复印件。",
            "【补正期限】",
            "提交宁波市鄞州区白鹤街道办事处",
        ],
    );
}

#[test]
fn a_mediation_is_addressed_to_nobody_and_left_to_the_parties() {
    let content = begun(&handled(Matter::Hotline), LetterKind::Mediation);
    assert_eq!(content.addressee, None);
    assert_in_order(
        &content,
        &[
            "调解协议书",
            "# 当事人",
            "甲方：【",
            "# 纠纷事实",
            "有人用木板",
            "# 协议内容",
            "经白鹤街道主持调解",
            "# 协议的效力",
            "30日内，共同向有管辖权的人民法院",
        ],
    );
}

#[test]
fn minutes_list_the_tasks_of_the_meeting_with_who_and_by_when() {
    let mut events = handled(Matter::Hotline);
    let decided = EventKind::JointlyDecided {
        held_on: "2026-11-17".parse().unwrap(),
        decision: "由白鹤街道牵头拆除。".into(),
        tasks: vec![TaskOrder {
            office: DONGLIU.into(),
            what: "恢复绿地".into(),
            due: "2026-12-04".parse().unwrap(),
        }],
    };
    events.push(event("2026-11-17 16:00", decided));
    assert_in_order(
        &begun(&events, LetterKind::Minutes),
        &[
            "联席会议纪要",
            "2026年11月17日，【主持人】",
            "白鹤街道、东柳街道参加",
            "# 议定事项",
            "会议决定：由白鹤街道牵头拆除。",
            "由东柳街道于2026年12月4日前恢复绿地。",
        ],
    );
}

#[test]
fn the_number_of_the_last_signed_letter_is_known() {
    let mut events = handled(Matter::Hotline);
    let letter = LetterId(Uuid::from_u128(7));
    let content = begun(&events, LetterKind::Reply);
    let hash = content.hash(LetterKind::Reply);
    events.push(event(
        "2026-11-17 10:00",
        EventKind::LetterDrafted {
            letter,
            revision: 1,
            letter_kind: LetterKind::Reply,
            content,
            hash: hash.clone(),
        },
    ));
    events.push(event(
        "2026-11-17 11:00",
        EventKind::LetterSigned {
            letter,
            revision: 1,
            hash,
            number: DocumentNumber {
                word: "白鹤街办函".into(),
                year: 2026,
                serial: 12,
            },
            date: "2026-11-17".parse().unwrap(),
        },
    ));
    let case = fold(&events).unwrap();
    let history: Vec<&Event> = events.iter().collect();
    let known = facts(&case, &history, &district());
    let again = Folder::product()
        .texts
        .iter()
        .find(|text| text.text.contains("{文号}"))
        .unwrap();
    assert!(
        again
            .filled(&known)
            .contains("于2026年11月17日以白鹤街办函〔2026〕12号答复")
    );
}
