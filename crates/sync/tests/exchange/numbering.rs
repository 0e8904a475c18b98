//! Document numbers through a restore.

use crate::support::*;
use casebook::Intent;
use casework::letter::LetterKind;
use casework::{Action, CaseId, LetterId};
use server::command::numbers::{self, LastNumber};
use server::command::{backup, restore};
use uuid::Uuid;

const DAY: i64 = 24 * 60 * MINUTE;

/// Drafts and submits a letter of the case; answers the sign-off.
async fn submit(clerk: &Desk, case: CaseId) -> Action {
    let letter = LetterId(Uuid::new_v4());
    let content = reply("狗窝已于11月2日拆除。");
    let hash = content.hash(LetterKind::Reply);
    clerk.confirm(
        case,
        Action::DraftLetter {
            letter,
            letter_kind: LetterKind::Reply,
            content,
        },
    );
    clerk.confirm(
        case,
        Action::SubmitLetter {
            letter,
            hash: hash.clone(),
            kept: Vec::new(),
        },
    );
    clerk.sync().await.unwrap();
    Action::SignLetter { letter, hash }
}

async fn sign(head: &Desk, case: CaseId, sign: Action) {
    head.sync().await.unwrap();
    let intent = Intent {
        online: true,
        ..Intent::new(case, sign, head.clock.now())
    };
    head.book().confirm(intent).unwrap();
    assert_eq!(head.sync().await.unwrap().held, 0);
}

/// Numbers and dates of the letters that the server has, in order.
async fn letters(district: &District) -> Vec<(String, String)> {
    let lines = district.dump(BAIHE).await;
    let mut letters: Vec<(String, String)> = lines
        .iter()
        .filter(|line| line["type"] == "letter")
        .map(|line| {
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            (text("document_number"), text("date"))
        })
        .collect();
    letters.sort();
    letters
}

#[tokio::test]
async fn after_a_restore_each_letter_has_the_number_and_date_of_its_paper() {
    let district = District::embedded(3).await;
    let clerk = district.desk("chen.jing").await;
    clerk.sync().await.unwrap();
    let cases = clerk.cases();
    for case in &cases {
        clerk.confirm(*case, Action::SignFor);
    }
    let first = submit(&clerk, cases[0]).await;
    let second = submit(&clerk, cases[1]).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    let to = file.clone();
    district.command(move |app| backup::backup(app, &to)).await;

    // One signs 1; another laptop signs 2 and never comes back.
    let (head, lost) = (
        district.desk("zhou.min").await,
        district.desk("zhou.min").await,
    );
    sign(&head, cases[0], first).await;
    sign(&lost, cases[1], second.clone()).await;
    let number = |n: u32| format!("{BAIHE}函〔2026〕{n}号");
    let on = |day: u32| format!("2026-11-0{day}");
    assert_eq!(
        letters(&district).await,
        [(number(1), on(3)), (number(2), on(3))]
    );

    district.clock.pass(DAY);
    let fresh = tempfile::tempdir().unwrap();
    let config = server::Config::new(fresh.path());
    let clock = district.clock.clone();
    tokio::task::spawn_blocking(move || {
        let last: LastNumber = format!("{BAIHE}函=2").parse().unwrap();
        restore::restore(&config, &file, &[last], &move || clock.now()).unwrap();
    })
    .await
    .unwrap();
    let restored = district.served_from(fresh).await;

    // Another sign-off comes first: it takes neither 1 nor 2.
    let other = restored.desk("zhou.min").await;
    sign(&other, cases[1], second).await;
    let head = head.restarted(&restored);
    head.engine.sign_in(PASSWORD, "desk").await.unwrap();
    assert_eq!(head.sync().await.unwrap().held, 0);
    let letters = letters(&restored).await;
    assert_eq!(letters, [(number(1), on(3)), (number(3), on(4))]);

    // What was lost with its laptop is void, and nobody's for ever.
    restored.command(numbers::settle).await;
    let third = {
        let clerk = clerk.restarted(&restored);
        clerk.engine.sign_in(PASSWORD, "desk").await.unwrap();
        clerk.sync().await.unwrap();
        submit(&clerk, cases[2]).await
    };
    sign(&other, cases[2], third).await;
    let numbers: Vec<String> = self::letters(&restored)
        .await
        .into_iter()
        .map(|(number, _)| number)
        .collect();
    assert_eq!(numbers, [number(1), number(3), number(4)]);
}
