use crate::faults::{Call, Fault};
use crate::support::*;
use casebook::AttentionKind;
use casework::{Action, State};
use sync::{Options, Photos};

#[tokio::test]
async fn what_a_person_did_reaches_the_server_word_for_word() {
    let district = District::with(2).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    desk.confirm(case, Action::SignFor);
    desk.visit(case, "看见“三只”犬\n已拍照 🐕");
    let report = desk.sync().await.unwrap();
    assert_eq!((report.pushed, report.held), (2, 0));

    let visits = district.visits(BAIHE).await;
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0]["note"], "看见“三只”犬\n已拍照 🐕");
    let view = desk.book().case(case).unwrap();
    assert_eq!(view.row.pending, 0);
    assert_eq!(view.row.summary.state, State::InProgress);
    assert!(view.events.iter().all(|event| !event.pending));
    assert!(
        desk.book().outbox().unwrap().is_empty(),
        "settled by the pull after it"
    );
}

#[tokio::test]
async fn a_lost_response_never_files_a_visit_twice() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    for fault in [Fault::Reply, Fault::Request, Fault::Twice] {
        desk.visit(case, &format!("{fault:?}"));
        desk.net().plan(Call::Push, [fault]);
        if fault != Fault::Twice {
            assert_eq!(desk.sync().await.unwrap_err().code(), "net.unreachable");
            assert_eq!(desk.book().unsent().unwrap(), 1);
        }
        desk.sync().await.unwrap();
        assert_eq!(desk.book().unsent().unwrap(), 0);
    }
    let notes: Vec<_> = district
        .visits(BAIHE)
        .await
        .into_iter()
        .map(|visit| visit["note"].clone())
        .collect();
    assert_eq!(notes, ["Reply", "Request", "Twice"]);
    assert_eq!(desk.book().case(case).unwrap().case.visits.len(), 3);
}

#[tokio::test]
async fn a_visit_survives_a_kill_between_the_push_and_its_answer() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    desk.visit(case, "第一次");
    desk.net().plan(Call::Push, [Fault::Reply]);
    desk.sync().await.unwrap_err();
    let desk = desk.restarted(&district);
    assert_eq!(desk.book().case(case).unwrap().row.pending, 1);
    desk.sync().await.unwrap();
    assert_eq!(district.visits(BAIHE).await.len(), 1);
}

#[tokio::test]
async fn a_batch_that_is_too_large_on_the_way_goes_in_halves() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    for n in 0..4 {
        desk.visit(case, &n.to_string());
    }
    let large = Fault::Refuse("request.too_large");
    desk.net().plan(Call::Push, [large, large]);
    assert_eq!(desk.sync().await.unwrap().pushed, 4);
    assert_eq!(desk.net().count(Call::Push), 2 + 4);
}

#[tokio::test]
async fn more_than_a_push_may_carry_goes_in_several_and_in_order() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    for n in 0..205 {
        desk.visit(case, &n.to_string());
    }
    let report = desk.sync().await.unwrap();
    assert_eq!(report.pushed, 205);
    assert_eq!(desk.net().count(Call::Push), 2);
    let notes: Vec<String> = desk
        .book()
        .case(case)
        .unwrap()
        .case
        .visits
        .into_iter()
        .map(|visit| visit.record.note)
        .collect();
    assert_eq!(notes, (0..205).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_another_clerk_did_first_is_held_and_kept_for_its_person() {
    let district = District::with(1).await;
    let (first, second) = (
        desk_with_cases(&district).await,
        district.desk("li.na").await,
    );
    second.sync().await.unwrap();
    let case = first.cases()[0];
    first.confirm(case, Action::SignFor);
    second.confirm(case, Action::SignFor);
    first.sync().await.unwrap();
    let report = second.sync().await.unwrap();
    assert_eq!((report.pushed, report.held), (1, 1));

    let attention = second.book().attention().unwrap();
    assert_eq!(attention.len(), 1);
    let AttentionKind::Held(held) = &attention[0].kind else {
        panic!("{attention:?}");
    };
    assert_eq!(held.code, "case.not_allowed_now");
    assert!(held.payload.contains("sign_for"));
    let row = second.book().case(case).unwrap().row;
    assert_eq!(row.summary.handler.unwrap().as_str(), "chen.jing");
    assert_eq!(row.attention, 1);

    // Settled by a new action, once and for both.
    let mut answer = casebook::Intent::new(
        case,
        Action::LogContact {
            note: "陈静已签收，我去现场".into(),
        },
        second.clock.now(),
    );
    answer.resolves = Some(held.id);
    second.book().confirm(answer).unwrap();
    second.sync().await.unwrap();
    assert!(second.book().attention().unwrap().is_empty());
    assert_eq!(second.book().case(case).unwrap().row.attention, 0);
}

#[tokio::test]
async fn a_held_action_blocks_no_other_case() {
    let district = District::with(2).await;
    let (first, second) = (
        desk_with_cases(&district).await,
        district.desk("li.na").await,
    );
    second.sync().await.unwrap();
    let cases = first.cases();
    first.confirm(cases[0], Action::SignFor);
    first.sync().await.unwrap();
    second.confirm(cases[0], Action::SignFor);
    second.confirm(cases[1], Action::SignFor);
    let report = second.sync().await.unwrap();
    assert_eq!((report.pushed, report.held), (2, 1));
    assert_eq!(
        second.book().case(cases[1]).unwrap().row.summary.state,
        State::InProgress
    );
}

#[tokio::test]
async fn an_act_inside_its_undo_time_is_sent_by_an_explicit_sync_only() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let mut intent = casebook::Intent::new(desk.cases()[0], Action::SignFor, desk.clock.now());
    intent.undo_ms = 10_000;
    desk.book().confirm(intent).unwrap();
    let quiet = desk.engine.sync_once(&Options::default()).await.unwrap();
    assert_eq!((quiet.pushed, desk.net().count(Call::Push)), (0, 0));
    district.clock.pass(10_000);
    assert_eq!(
        desk.engine
            .sync_once(&Options::default())
            .await
            .unwrap()
            .pushed,
        1
    );
}

#[tokio::test]
async fn a_visit_on_a_case_that_was_reassigned_still_arrives() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    desk.visit(case, "三只犬，已拍照");
    let number = desk.book().case(case).unwrap().row.summary.number;
    district
        .command(move |app| server::command::assign::assign(app, &number, DONGLIU))
        .await;
    let report = desk.sync().await.unwrap();
    assert_eq!((report.pushed, report.held, report.left), (1, 0, 1));
    assert_eq!(desk.book().case(case).unwrap_err().code(), "case.unknown");
    assert_eq!(district.visits(DONGLIU).await.len(), 1);
}

#[tokio::test]
async fn a_cancelled_synchronisation_stops_and_loses_nothing() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    desk.visit(desk.cases()[0], "三只犬");
    let options = Options::default();
    options.cancel.cancel();
    assert_eq!(
        desk.engine.sync_once(&options).await.unwrap_err().code(),
        "sync.cancelled"
    );
    assert_eq!(desk.sync().await.unwrap().pushed, 1);
}

async fn desk_with_cases(district: &District) -> Desk {
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk
}

#[tokio::test]
async fn what_was_held_on_a_case_that_left_reaches_it_as_a_note() {
    let district = District::with(1).await;
    let desk = desk_with_cases(&district).await;
    let case = desk.cases()[0];
    desk.confirm(case, Action::SignFor);
    desk.sync().await.unwrap();
    let ask = Action::AskSupplement {
        ask: "照片".into()
    };
    let held = desk.confirm(case, ask).id;
    let number = desk.book().case(case).unwrap().row.summary.number;
    district
        .command(move |app| server::command::assign::assign(app, &number, DONGLIU))
        .await;
    assert_eq!(desk.sync().await.unwrap().held, 1);
    desk.sync().await.unwrap();
    assert!(desk.cases().is_empty(), "the case has left");

    let note = Action::LogContact {
        note: "请市民补充照片".into(),
    };
    let settling = casebook::Intent {
        resolves: Some(held),
        ..casebook::Intent::new(case, note, desk.clock.now())
    };
    desk.book().confirm(settling).unwrap();
    assert_eq!(desk.sync().await.unwrap().held, 0);
    assert!(desk.book().attention().unwrap().is_empty());
    let lines = district.dump(DONGLIU).await;
    assert!(
        lines
            .iter()
            .any(|line| line["event"]["note"] == "请市民补充照片")
    );
}

#[tokio::test]
async fn a_held_visit_that_the_head_files_again_gets_its_photos_from_who_took_them() {
    // The photo goes up before the head files it, or after.
    for photo_first in [true, false] {
        let district = District::with(1).await;
        let (first, clerk, head) = (
            desk_with_cases(&district).await,
            district.desk("li.na").await,
            district.desk("zhou.min").await,
        );
        clerk.sync().await.unwrap();
        let case = first.cases()[0];
        first.confirm(case, Action::SignFor);
        first.sync().await.unwrap();
        clerk.confirm(case, Action::SignFor);
        let bytes = picture(1_500_000, 3);
        let photo = clerk.photo("a.jpg", &bytes);
        // It builds on the sign-for, which is held.
        clerk.confirm(
            case,
            clerk.visit_with("三只犬", std::slice::from_ref(&photo)),
        );
        let without = Options {
            explicit: true,
            photos: Photos::Later,
            ..Options::default()
        };
        let report = match photo_first {
            true => clerk.sync().await.unwrap(),
            false => clerk.engine.sync_once(&without).await.unwrap(),
        };
        assert_eq!(
            (report.held, report.photos_sent),
            (2, u64::from(photo_first))
        );

        head.sync().await.unwrap();
        let held = head.book().attention().unwrap().into_iter();
        let mut visits = held.filter_map(|one| match one.kind {
            AttentionKind::Held(held) if held.code == "action.after_held" => Some(held),
            _ => None,
        });
        let held = visits.next().unwrap();
        let payload: protocol::push::Payload = serde_json::from_str(&held.payload).unwrap();
        let again = casebook::Intent {
            resolves: Some(held.id),
            ..casebook::Intent::new(case, payload.action, head.clock.now())
        };
        head.book().confirm(again).unwrap();
        assert_eq!(head.sync().await.unwrap().held, 0);
        clerk.sync().await.unwrap();

        let lines = district.dump(BAIHE).await;
        let found = lines.iter().find(|line| line["type"] == "photo").unwrap();
        assert_eq!(
            (&found["sha256"], &found["complete"]),
            (&photo.sha256.clone().into(), &true.into())
        );
        head.sync().await.unwrap();
        let mut read = Vec::new();
        let mut blob = head.engine.blob(&photo.sha256).await.unwrap();
        std::io::Read::read_to_end(&mut blob, &mut read).unwrap();
        assert!(read == bytes);
    }
}
