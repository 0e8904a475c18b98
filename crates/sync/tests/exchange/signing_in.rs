use crate::faults::{Call, Fault};
use crate::support::*;
use protocol::auth::DeviceState;
use server::command::{device, user};

#[tokio::test]
async fn a_wrong_password_says_how_many_tries_are_left() {
    let district = District::with(0).await;
    let desk = district.desk_signed_out("chen.jing").await;
    let error = desk.engine.sign_in("wrong", "desk").await.unwrap_err();
    assert_eq!(error.code(), "auth.wrong_password");
    assert_eq!(error.facts()["tries_left"], 4);
    assert!(!desk.book().signed_in().unwrap());
    assert_eq!(desk.sync().await.unwrap_err().code(), "auth.signed_out");
    assert!(desk.engine.sign_in(PASSWORD, "desk").await.is_ok());
}

#[tokio::test]
async fn an_access_token_that_is_over_is_refreshed_within_the_call() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk.visit(desk.cases()[0], "三只犬");
    district.clock.pass(16 * MINUTE);
    assert_eq!(desk.sync().await.unwrap().pushed, 1);
    assert_eq!(desk.net().count(Call::Refresh), 1);
}

#[tokio::test]
async fn a_lost_refresh_answer_locks_nobody_out() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    for fault in [Fault::Reply, Fault::Twice] {
        district.clock.pass(16 * MINUTE);
        desk.net().plan(Call::Refresh, [fault]);
        if fault == Fault::Reply {
            assert_eq!(desk.sync().await.unwrap_err().code(), "net.unreachable");
        }
        desk.sync().await.unwrap();
    }
}

#[tokio::test]
async fn a_session_that_ended_asks_for_the_password_and_touches_no_work() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk.visit(desk.cases()[0], "三只犬");
    district
        .command(|app| user::passwd(app, "chen.jing", "another horse 7"))
        .await;
    let error = desk.sync().await.unwrap_err();
    assert!(error.needs_sign_in(), "{error:?}");
    assert_eq!(desk.book().unsent().unwrap(), 1);
    assert_eq!(desk.sync().await.unwrap_err().code(), "auth.signed_out");

    desk.engine
        .sign_in("another horse 7", "desk")
        .await
        .unwrap();
    assert_eq!(desk.sync().await.unwrap().pushed, 1);
}

#[tokio::test]
async fn signing_out_forgets_the_tokens_and_keeps_the_work() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk.visit(desk.cases()[0], "三只犬");
    desk.engine.sign_out().await.unwrap();
    assert!(!desk.book().signed_in().unwrap());
    assert_eq!(desk.book().unsent().unwrap(), 1);
    desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
    assert_eq!(desk.sync().await.unwrap().pushed, 1);
}

#[tokio::test]
async fn a_retired_device_hands_in_its_work_and_reads_nothing_more() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk.visit(desk.cases()[0], "最后一次");
    let id = desk.book().session().unwrap().device;
    district
        .command(move |app| device::set_state(app, id, DeviceState::Retired))
        .await;
    assert_eq!(desk.sync().await.unwrap_err().code(), "device.retired");
    assert_eq!(desk.book().unsent().unwrap(), 0);
    assert_eq!(district.visits(BAIHE).await.len(), 1);
}

#[tokio::test]
async fn a_lost_device_is_turned_away() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let id = desk.book().session().unwrap().device;
    district
        .command(move |app| device::set_state(app, id, DeviceState::Wipe))
        .await;
    assert_eq!(desk.sync().await.unwrap_err().code(), "device.revoked");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_noticed() {
    let district = District::with(0).await;
    let desk = district.desk("chen.jing").await;
    assert_eq!(desk.engine.clock_skew_ms(), 0);
    assert_eq!(desk.engine.hello().await.unwrap().district, "鄞州区");
    assert_eq!(desk.engine.status().await.unwrap().clock_skew_ms, 0);
}
