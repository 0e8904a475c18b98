use super::{LastNumber, list, paper_registers, reserve_now, settle, settle_old};
use crate::app::App;
use crate::db::Tx;
use crate::letters::{Queue, render_due};
use crate::testing::{BAIHE, Desk, HANDLER, HEAD, OTHER_HEAD, Town, next_id};
use casework::letter::{DocumentNumber, LetterContent, LetterKind, Paragraph};
use casework::{Action, ActionId, CaseId, LetterId, Moment};
use chrono::NaiveDate;
use protocol::push::{Asks, Claim, Mutation, Outcome, Payload, PushResult};
use std::collections::BTreeMap;

const WORD: &str = "白鹤街办函";

fn last(serial: u32) -> LastNumber {
    format!("{WORD}={serial}").parse().unwrap()
}

fn number(serial: u32) -> DocumentNumber {
    DocumentNumber {
        word: WORD.into(),
        year: 2026,
        serial,
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// The last number of the sample's register.
fn last_here(app: &App) -> u32 {
    let all = app.read(crate::store::register::all).unwrap();
    let of_baihe = |register: &crate::store::register::Register| {
        register.office.as_str() == BAIHE && register.year == 2026
    };
    let found = all.into_iter().find(|(register, _)| of_baihe(register));
    found.unwrap().1
}

fn kept(app: &App) -> Vec<String> {
    let all = list(app).unwrap();
    all.into_iter().map(|one| one.number).collect()
}

/// A letter that waits for its signature, and the sign-off.
async fn submitted(desk: &mut Desk, case: CaseId) -> Action {
    let letter = LetterId(next_id());
    let content = LetterContent {
        title: "关于反映问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: vec![Paragraph {
            level: 0,
            text: "答复".into(),
            table: None,
        }],
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    };
    let hash = content.hash(LetterKind::Reply);
    let draft = Action::DraftLetter {
        letter,
        letter_kind: LetterKind::Reply,
        content,
    };
    desk.act(case, draft).await;
    let submit = Action::SubmitLetter {
        letter,
        hash: hash.clone(),
        kept: Vec::new(),
    };
    assert_eq!(desk.act(case, submit).await.code, None);
    Action::SignLetter { letter, hash }
}

async fn claimed(desk: &mut Desk, case: CaseId, sign: Action, claim: Claim) -> PushResult {
    let mutation = Mutation {
        claim: Some(claim),
        ..desk.action(case, sign)
    };
    desk.push(&[mutation]).await.results.remove(0)
}

fn letter_line(town: &Town, sign: &Action) -> serde_json::Value {
    let Action::SignLetter { letter, .. } = sign else {
        panic!("{sign:?}");
    };
    let mut lines = town.dump(BAIHE).into_iter();
    let found = lines.find(|line| line["type"] == "letter" && line["id"] == letter.to_string());
    found.unwrap()
}

#[tokio::test]
async fn a_sign_off_handed_in_again_keeps_its_number_and_date() {
    let town = Town::new();
    let before = last_here(&town.app);
    reserve_now(&town.app, &[last(before + 2)]).unwrap();
    assert_eq!(
        kept(&town.app),
        [before + 1, before + 2].map(|n| number(n).to_string())
    );
    town.pass(2 * 24 * 60);
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");

    let sign = submitted(&mut chen, case).await;
    let other = zhou.act(case, sign).await;
    assert_eq!(other.number, Some(number(before + 3).to_string()));
    assert_eq!(other.signed_on, Some(day(25)));

    let sign = submitted(&mut chen, case).await;
    let claim = Claim {
        number: number(before + 1),
        date: day(24),
    };
    let again = claimed(&mut zhou, case, sign.clone(), claim).await;
    assert_eq!(again.outcome, Outcome::Applied);
    assert_eq!(again.number, Some(number(before + 1).to_string()));
    assert_eq!(again.signed_on, Some(day(24)));
    while render_due(&town.app, Queue::Signed).unwrap() > 0 {}
    let line = letter_line(&town, &sign);
    assert_eq!(line["date"], "2026-11-24");
    let pdf = zhou
        .blob(
            axum::http::Method::GET,
            line["pdf"]["sha256"].as_str().unwrap(),
        )
        .await;
    assert_eq!(
        pdf.bytes,
        format!("%PDF {}", number(before + 1)).into_bytes(),
        "rendered again with its number"
    );
    assert_eq!(kept(&town.app), [number(before + 2).to_string()]);
}

#[tokio::test]
async fn a_claim_takes_only_what_is_kept_for_its_office() {
    let town = Town::new();
    let before = last_here(&town.app);
    reserve_now(&town.app, &[last(before + 1)]).unwrap();
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let right = Claim {
        number: number(before + 1),
        date: day(23),
    };
    let of = |number: DocumentNumber| Claim {
        number,
        date: day(23),
    };
    let bad = [
        of(number(before)),
        of(number(before + 2000)),
        of(DocumentNumber {
            word: "东柳街办函".into(),
            ..number(before + 1)
        }),
        of(DocumentNumber {
            year: 2025,
            ..number(before + 1)
        }),
        Claim {
            date: day(24),
            ..right.clone()
        },
        Claim {
            date: NaiveDate::from_ymd_opt(2025, 12, 31).unwrap(),
            ..right.clone()
        },
    ];
    let sign = submitted(&mut chen, case).await;
    for claim in bad {
        let refused = claimed(&mut zhou, case, sign.clone(), claim.clone()).await;
        assert_eq!(
            refused.code.as_deref(),
            Some("letter.number_not_reserved"),
            "{claim:?}"
        );
        assert_eq!(refused.facts["number"], claim.number.to_string());
    }
    let taken = claimed(&mut zhou, case, sign, right.clone()).await;
    assert_eq!(taken.number, Some(right.number.to_string()));
    let sign = submitted(&mut chen, case).await;
    let twice = claimed(&mut zhou, case, sign.clone(), right).await;
    assert_eq!(twice.code.as_deref(), Some("letter.number_not_reserved"));
    // Whoever settles it takes the next number: that one is another's.
    let settled = settling(&mut zhou, case, sign, twice.id).await;
    assert_eq!(settled.number, Some(number(before + 2).to_string()));
}

#[tokio::test]
async fn a_claim_stays_with_a_held_sign_off_whoever_settles_it() {
    let town = Town::new();
    let before = last_here(&town.app);
    reserve_now(&town.app, &[last(before + 1)]).unwrap();
    let (mut chen, mut zhou, mut xie) = (
        town.desk(HANDLER).await,
        town.desk(HEAD).await,
        town.desk(OTHER_HEAD).await,
    );
    let case = town.case(BAIHE, "in_progress");
    let sign = submitted(&mut chen, case).await;
    let Action::SignLetter { letter, .. } = sign.clone() else {
        panic!("{sign:?}");
    };
    // Handed in before the letter's own draft came: it is not as the head saw it.
    let unseen = Action::SignLetter {
        letter,
        hash: "0".repeat(64),
    };
    let claim = Claim {
        number: number(before + 1),
        date: day(23),
    };
    let held = claimed(&mut zhou, case, unseen, claim).await;
    assert_eq!(held.code.as_deref(), Some("letter.changed"));
    let settled = settling(&mut xie, case, sign, held.id).await;
    assert_eq!(settled.number, Some(number(before + 1).to_string()));
}

#[tokio::test]
async fn a_disk_set_back_without_a_restore_keeps_the_numbers_that_claims_tell_of() {
    let town = Town::new();
    let before = last_here(&town.app);
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let sign = submitted(&mut chen, case).await;
    let claim = Claim {
        number: number(before + 3),
        date: day(23),
    };
    let again = claimed(&mut zhou, case, sign, claim).await;
    assert_eq!(again.number, Some(number(before + 3).to_string()));
    assert_eq!(kept(&town.app).len(), 2, "others will claim them");
    let sign = submitted(&mut chen, case).await;
    let next = zhou.act(case, sign).await;
    assert_eq!(next.number, Some(number(before + 4).to_string()));
}

async fn settling(head: &mut Desk, case: CaseId, sign: Action, held: ActionId) -> PushResult {
    let settling = head.confirm(Payload {
        id: ActionId(next_id()),
        case,
        base_rev: u64::MAX,
        after: None,
        resolves: Some(held),
        asks: Asks::default(),
        action: sign,
        v: 1,
        at: Moment(0),
    });
    head.push(&[settling]).await.results.remove(0)
}

#[test]
fn what_nobody_claims_is_void_and_stays_in_the_register() {
    let town = Town::new();
    let before = last_here(&town.app);
    reserve_now(&town.app, &[last(before + 2)]).unwrap();
    town.pass(30 * 24 * 60 - 1);
    assert_eq!(settle_old(&town.app).unwrap().voided, 0);
    town.pass(1);
    assert_eq!(settle_old(&town.app).unwrap().voided, 2);
    assert!(kept(&town.app).is_empty());
    assert_eq!(last_here(&town.app), before + 2, "never given again");

    reserve_now(&town.app, &[last(before + 3)]).unwrap();
    assert_eq!(settle(&town.app).unwrap().voided, 1, "or at once");
    let reasons = |tx: &mut dyn Tx| {
        let rows = tx.query(
            "SELECT void_reason FROM number_register WHERE letter IS NULL ORDER BY serial",
            &[],
        )?;
        let reasons = rows.iter().map(|row| Ok(row.text(0)?.to_owned()));
        reasons.collect::<crate::error::Result<Vec<String>>>()
    };
    assert_eq!(town.app.read(reasons).unwrap(), ["恢复"; 3]);
}

#[test]
fn a_slip_of_the_eye_is_refused_and_keeps_nothing() {
    let town = Town::new();
    let before = last_here(&town.app);
    for (told, code) in [
        (last(before - 1), "numbers.too_small"),
        ("没有这个字=3".parse().unwrap(), "numbers.unknown_word"),
    ] {
        let refused = reserve_now(&town.app, &[last(before + 5), told]);
        assert_eq!(refused.unwrap_err().code(), code);
        assert!(kept(&town.app).is_empty());
    }
    for nothing in [last(before), LastNumber::None] {
        reserve_now(&town.app, &[nothing]).unwrap();
        assert!(kept(&town.app).is_empty());
    }
}

#[test]
fn the_registers_that_are_asked_for_are_those_in_use() {
    let town = Town::new();
    let now = town.app.now();
    let ask = |tx: &mut dyn Tx| paper_registers(tx, &BTreeMap::new(), now);
    let asked = town.app.read(ask).unwrap();
    let mine = asked
        .iter()
        .find(|register| register.last.word == WORD && register.last.year == 2026)
        .unwrap();
    assert_eq!(mine.office, "白鹤街道");
    assert_eq!(mine.last.serial, last_here(&town.app));
    assert!(asked.iter().all(|register| register.last.year >= 2025));
    let offices: std::collections::BTreeSet<&str> = asked
        .iter()
        .map(|register| register.office.as_str())
        .collect();
    assert_eq!(offices.len(), 8, "also where nothing was signed yet");
}

#[test]
fn a_last_number_is_typed_with_or_without_its_year() {
    let of = |year| LastNumber::Of {
        word: WORD.into(),
        year,
        serial: 13,
    };
    assert_eq!("白鹤街办函=13".parse(), Ok(of(None)));
    assert_eq!("白鹤街办函:2025=13".parse(), Ok(of(Some(2025))));
    assert_eq!("none".parse(), Ok(LastNumber::None));
    for unfit in ["", "13", "白鹤街办函", "白鹤街办函=十三", "白鹤街办函:=1"] {
        assert!(unfit.parse::<LastNumber>().is_err(), "{unfit}");
    }
}
