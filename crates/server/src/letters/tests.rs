use super::{Queue, render_due};
use crate::db::params;
use crate::testing::{
    BAIHE, Desk, HANDLER, HEAD, OTHER_HEAD, Town, blank_pages, content, submitted, submitted_as,
};
use axum::http::Method;
use casework::letter::{AnnexPhoto, LetterContent};
use casework::{Action, CaseId, LetterId};
use protocol::push::Outcome;
use serde_json::Value;

fn letter_line(town: &Town, id: LetterId) -> Value {
    let lines = town.dump(BAIHE).into_iter();
    let mut found = lines.filter(|line| line["type"] == "letter" && line["id"] == id.to_string());
    found.next().unwrap()
}

fn serial(number: &str) -> u32 {
    let digits = number.split('〕').nth(1).unwrap().trim_end_matches('号');
    digits.parse().unwrap()
}

#[tokio::test]
async fn two_heads_sign_and_no_number_is_missing_or_given_twice() {
    let town = Town::new();
    let (mut chen, mut zhou, mut xie) = (
        town.desk(HANDLER).await,
        town.desk(HEAD).await,
        town.desk(OTHER_HEAD).await,
    );
    let cases = town.cases(BAIHE, "in_progress");
    let mut numbers = Vec::new();
    for (turn, case) in cases.iter().cycle().take(6).enumerate() {
        let (letter, hash) = submitted(&mut chen, *case, &format!("答复{turn}")).await;
        let head = if turn % 2 == 0 { &mut zhou } else { &mut xie };
        let wrong = Action::SignLetter {
            letter,
            hash: "0".repeat(64),
        };
        assert_eq!(
            head.act(*case, wrong).await.code.as_deref(),
            Some("letter.changed")
        );
        let sign = Action::SignLetter {
            letter,
            hash: hash.clone(),
        };
        let signed = head.act(*case, sign.clone()).await;
        assert_eq!(signed.outcome, Outcome::Applied);
        numbers.push(signed.number.unwrap());
        let other = if turn % 2 == 0 { &mut xie } else { &mut zhou };
        let second = other.act(*case, sign).await;
        assert_eq!(second.code.as_deref(), Some("letter.already_signed"));
        assert_eq!(second.number, None, "and takes no number");
    }
    assert!(
        numbers
            .iter()
            .all(|number| number.starts_with("白鹤街办函〔2026〕")),
        "{numbers:?}"
    );
    let serials: Vec<u32> = numbers.iter().map(|number| serial(number)).collect();
    assert!(
        serials.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "{serials:?}"
    );
}

/// On two servers of one database, so that nothing but the store keeps them apart.
#[tokio::test]
async fn heads_who_sign_at_the_same_time_leave_no_gap_and_share_no_number() {
    const EACH: usize = 15;
    const BOTH: usize = 5;
    let town = Town::new();
    let other_server = town.another_server();
    let mut chen = town.desk(HANDLER).await;
    let zhou = town.desk(HEAD).await;
    let mut xie = town.desk(OTHER_HEAD).await;
    xie.app = other_server;
    let cases = town.cases(BAIHE, "in_progress");
    let mut waiting = Vec::new();
    for (turn, case) in cases.iter().cycle().take(2 * EACH + BOTH).enumerate() {
        let (letter, hash) = submitted(&mut chen, *case, &format!("答复{turn}")).await;
        waiting.push((*case, letter, hash));
    }
    let before = last_serial(&town);
    let both = waiting.split_off(2 * EACH);
    let xies = waiting.split_off(EACH);
    // Those that both sign come last, where both come to them at about the same time.
    let sign = async |mut desk: Desk, letters: Vec<(CaseId, LetterId, String)>| {
        let mut told = Vec::new();
        for (case, letter, hash) in letters {
            let signed = desk.act(case, Action::SignLetter { letter, hash }).await;
            town.tick();
            told.push((letter, signed));
        }
        told
    };
    let (mut told, more) = tokio::join!(
        sign(zhou, [waiting, both.clone()].concat()),
        sign(xie, [xies, both].concat())
    );
    told.extend(more);
    let refused = told
        .iter()
        .filter(|(_, one)| one.code.as_deref() == Some("letter.already_signed"));
    assert_eq!(refused.count(), BOTH);
    let mut given: Vec<(u32, LetterId)> = told
        .iter()
        .filter_map(|(letter, one)| Some((serial(one.number.as_ref()?), *letter)))
        .collect();
    given.sort();
    let serials: Vec<u32> = given.iter().map(|(serial, _)| *serial).collect();
    let expected: Vec<u32> = (before + 1..).take(2 * EACH + BOTH).collect();
    assert_eq!(serials, expected, "none missing, none twice");
    // What the heads were told stands in the register, in this order.
    let registered = registered(&town, before);
    assert_eq!(registered, given);
}

/// The office's register of this year, after a number.
fn registered(town: &Town, after: u32) -> Vec<(u32, LetterId)> {
    let rows = town
        .app
        .read(|tx| {
            tx.query(
                "SELECT serial, letter, signed_at FROM number_register
                 WHERE office = $1 AND year = 2026 AND serial > $2 ORDER BY serial",
                params![BAIHE, i64::from(after)],
            )
        })
        .unwrap();
    let signed_at: Vec<i64> = rows.iter().map(|row| row.int(2).unwrap()).collect();
    assert!(signed_at.is_sorted(), "later numbers were given later");
    rows.iter()
        .map(|row| (row.int(0).unwrap() as u32, row.parse(1).unwrap()))
        .collect()
}

fn last_serial(town: &Town) -> u32 {
    registered(town, 0).last().map_or(0, |(serial, _)| *serial)
}

#[tokio::test]
async fn a_signed_letter_is_rendered_once_and_read_by_its_office() {
    let town = Town::new();
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let (letter, hash) = submitted(&mut chen, case, "答复").await;
    zhou.act(case, Action::SignLetter { letter, hash }).await;
    assert_eq!(letter_line(&town, letter)["pdf"], Value::Null);
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 1);
    let pdf = letter_line(&town, letter)["pdf"].clone();
    let sha256 = pdf["sha256"].as_str().unwrap();
    let bytes = chen.blob(Method::GET, sha256).await;
    assert_eq!(bytes.header("content-type"), "application/pdf");
    assert_eq!(crate::photos::hash(&bytes.bytes), sha256);
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 0);
    assert_eq!(letter_line(&town, letter)["pdf"], pdf);
    let stranger = town.desk(crate::testing::STRANGER).await;
    assert_eq!(
        stranger.blob(Method::GET, sha256).await.status.as_u16(),
        404
    );
}

#[tokio::test]
async fn a_letter_left_by_a_server_that_ended_is_rendered_after_the_start() {
    let broken = Box::new(|_: &letter::Letter, _: Option<&[u8]>, _: &[Vec<u8>]| {
        Err(letter::Error::Pdf {
            detail: "out of ink".into(),
        })
    });
    let mut town = Town::with(casework::decide, broken);
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let (letter, hash) = submitted(&mut chen, case, "答复").await;
    let signed = zhou.act(case, Action::SignLetter { letter, hash }).await;
    render_due(&town.app, Queue::Signed).unwrap();
    assert_eq!(letter_line(&town, letter)["state"], "signed");
    town.restart(blank_pages());
    town.pass(11);
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 1);
    let line = letter_line(&town, letter);
    assert!(line["pdf"]["sha256"].is_string());
    assert_eq!(line["document_number"], signed.number.unwrap());
}

#[tokio::test]
async fn a_photo_that_has_not_arrived_holds_up_its_own_letter_only() {
    let town = Town::new();
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let photo = "a".repeat(64);
    let visit = serde_json::json!({
        "kind": "log_visit",
        "visit": {"at": town.app.now().0, "note": "现场有狗窝", "companions": "", "photos": [{
            "sha256": photo, "size": 9, "name": "p.jpg", "format": "jpeg", "width": 4, "height": 3,
        }]},
    });
    let visit: Action = serde_json::from_value(visit).unwrap();
    assert_eq!(chen.act(case, visit).await.code, None);
    let with_photo = LetterContent {
        annex: vec![AnnexPhoto {
            photo,
            taken_at: None,
            place: None,
            caption: None,
            watermark: false,
        }],
        ..content("一")
    };
    let (waits, hash) = submitted_as(&mut chen, case, with_photo).await;
    let letter = waits;
    zhou.act(case, Action::SignLetter { letter, hash }).await;
    let (goes, hash) = submitted(&mut chen, case, "二").await;
    let letter = goes;
    zhou.act(case, Action::SignLetter { letter, hash }).await;
    render_due(&town.app, Queue::Signed).unwrap();
    assert_eq!(letter_line(&town, waits)["pdf"], Value::Null);
    assert!(letter_line(&town, goes)["pdf"]["sha256"].is_string());
}

#[tokio::test]
async fn a_voided_number_stays_in_the_register_and_is_not_given_again() {
    let town = Town::new();
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let (letter, hash) = submitted(&mut chen, case, "一").await;
    let first = zhou
        .act(case, Action::SignLetter { letter, hash })
        .await
        .number
        .unwrap();
    zhou.act(
        case,
        Action::VoidLetter {
            letter,
            reason: "有误".into(),
        },
    )
    .await;
    let (letter, hash) = submitted(&mut chen, case, "二").await;
    let second = zhou
        .act(case, Action::SignLetter { letter, hash })
        .await
        .number
        .unwrap();
    assert_eq!(serial(&second), serial(&first) + 1);
}

#[test]
fn the_samples_letters_are_letters_that_can_be_rendered() {
    let town = Town::new();
    let mut rendered = 0;
    loop {
        match render_due(&town.app, Queue::Backlog).unwrap() {
            0 => break,
            n => rendered += n,
        }
    }
    assert!(rendered > 0);
    let lines = town.dump(BAIHE);
    let signed = lines
        .iter()
        .filter(|line| line["type"] == "letter" && line["state"] == "signed");
    for line in signed {
        assert!(line["pdf"]["sha256"].is_string(), "{line}");
    }
}
