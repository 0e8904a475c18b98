use crate::testing::{BAIHE, DONGLIU, District, Seat};
use crate::view::{AskedHead, HeldView, HeldWay};
use casework::Action;

/// The handler's desk with one held action, on a case that is elsewhere by now.
async fn with_something_held(district: &District) -> Seat {
    let seat = district.desk("chen.jing").await;
    seat.desk
        .act_now(seat.case(), Action::SignFor)
        .await
        .unwrap();
    seat.desk.synchronise(true).await.unwrap();
    let ask = Action::AskSupplement {
        ask: "请补充照片".into(),
    };
    seat.desk.act_now(seat.case(), ask).await.unwrap();
    district.assign(seat.number(), DONGLIU).await;
    synchronised(&seat).await;
    seat
}

async fn synchronised(seat: &Seat) -> Vec<HeldView> {
    for _ in 0..2 {
        seat.desk.synchronise(true).await.unwrap();
    }
    seat.desk.attention().await.unwrap()
}

async fn count(seat: &Seat) -> u32 {
    seat.desk.overview().await.unwrap().attention
}

#[tokio::test]
async fn a_note_on_a_case_that_left_arrives_there_with_every_word() {
    let district = District::new().await;
    let seat = with_something_held(&district).await;
    let held = seat.desk.attention().await.unwrap().remove(0);
    assert!(held.gone);
    let acted = seat
        .desk
        .resolve_held(held.id, HeldWay::Note, None)
        .await
        .unwrap();
    assert_eq!((acted.actions.len(), acted.changed.len()), (1, 0));
    assert!(synchronised(&seat).await.is_empty());
    let history = district.dump(DONGLIU).await;
    assert!(history.contains("填写的“请市民补正”，中心没有直接采用"));
    assert!(history.contains("请补充照片"));
}

#[tokio::test]
async fn what_is_passed_to_the_head_waits_there_and_is_settled_once() {
    let district = District::new().await;
    let seat = with_something_held(&district).await;
    let held = seat.desk.attention().await.unwrap().remove(0);
    assert_eq!((held.head, count(&seat).await), (AskedHead::No, 1));
    seat.desk
        .resolve_held(held.id, HeldWay::Head, None)
        .await
        .unwrap();
    assert_eq!(count(&seat).await, 0, "it no longer waits for the handler");
    let mine = synchronised(&seat).await;
    assert_eq!(mine.len(), 1, "it is still in sight");
    assert_eq!((mine[0].head, count(&seat).await), (AskedHead::Waits, 0));
    assert_eq!((&mine[0].code, mine[0].at), (&held.code, held.at));
    assert_eq!(mine[0].mine, held.mine);

    let head = district.desk("zhou.min").await;
    let theirs = head.desk.attention().await.unwrap();
    assert_eq!(theirs.len(), 1);
    assert_eq!((theirs[0].head, count(&head).await), (AskedHead::Asked, 1));
    assert_eq!(theirs[0].by, "陈静");
    let up = head
        .desk
        .resolve_held(theirs[0].id, HeldWay::Head, None)
        .await;
    assert_eq!(up.unwrap_err().code, "held.no_head_above");
    head.desk
        .resolve_held(theirs[0].id, HeldWay::Note, None)
        .await
        .unwrap();
    assert!(synchronised(&head).await.is_empty());
    assert!(synchronised(&seat).await.is_empty());
    let history = district.dump(DONGLIU).await;
    assert_eq!(history.matches("请补充照片").count(), 1);
}

#[tokio::test]
async fn the_head_retries_under_their_own_name() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    let head = district.desk("zhou.min").await;
    // Both sign for it; the second is held.
    head.desk
        .act_now(head.case(), Action::SignFor)
        .await
        .unwrap();
    seat.desk
        .act_now(seat.case(), Action::SignFor)
        .await
        .unwrap();
    head.desk.synchronise(true).await.unwrap();
    let held = synchronised(&seat).await.remove(0);
    seat.desk
        .resolve_held(held.id, HeldWay::Head, None)
        .await
        .unwrap();
    synchronised(&seat).await;
    // The case is taken back to where the action is legal.
    head.desk
        .act_now(head.case(), Action::UndoSignFor)
        .await
        .unwrap();
    let asked = synchronised(&head).await.remove(0);
    assert_eq!(asked.head, AskedHead::Asked);
    head.desk
        .resolve_held(asked.id, HeldWay::Retry, None)
        .await
        .unwrap();
    assert!(synchronised(&head).await.is_empty());
    assert!(synchronised(&seat).await.is_empty());
    let history = district.dump(BAIHE).await;
    let signed = history
        .lines()
        .filter(|line| line.contains("signed_for"))
        .collect::<Vec<_>>();
    assert_eq!(signed.len(), 2);
    assert!(signed.iter().all(|line| line.contains("周敏")));
}

#[tokio::test]
async fn what_was_dealt_with_elsewhere_is_settled_with_a_word_and_changes_no_case() {
    let district = District::new().await;
    let seat = with_something_held(&district).await;
    let held = seat.desk.attention().await.unwrap().remove(0);
    assert_eq!(
        held.ways,
        [HeldWay::Note, HeldWay::Head, HeldWay::Elsewhere],
        "the case is gone"
    );
    let before = district.dump(DONGLIU).await;
    let wordless = seat
        .desk
        .resolve_held(held.id, HeldWay::Elsewhere, Some("  ".into()))
        .await;
    assert_eq!(wordless.unwrap_err().code, "held.no_reason");
    assert_eq!(count(&seat).await, 1);

    seat.desk
        .resolve_held(held.id, HeldWay::Elsewhere, Some("已电话告知市民".into()))
        .await
        .unwrap();
    assert!(synchronised(&seat).await.is_empty());
    assert_eq!(count(&seat).await, 0);
    assert_eq!(district.dump(DONGLIU).await, before);
}
