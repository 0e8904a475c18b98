use crate::testing::{
    BAIHE, Desk, HANDLER, STRANGER, Town, anonymous, next_id, on_postgres, password, sign_in, token,
};
use axum::http::Method;
use protocol::auth::{DeviceState, Refresh, Session};
use protocol::path;

#[tokio::test]
async fn five_wrong_passwords_lock_for_fifteen_minutes() {
    let town = Town::new();
    let device = next_id();
    for left in (1..5).rev() {
        let told = sign_in(&town.app, HANDLER, "wrong-password", device, &token(device)).await;
        assert_eq!(
            (told.status.as_u16(), told.error().code.as_str()),
            (401, "auth.wrong_password")
        );
        assert_eq!(told.error().facts["tries_left"], left);
    }
    let fifth = sign_in(&town.app, HANDLER, "wrong-password", device, &token(device)).await;
    assert_eq!(
        (fifth.status.as_u16(), fifth.error().code.as_str()),
        (423, "auth.locked")
    );
    town.pass(14);
    let right = sign_in(
        &town.app,
        HANDLER,
        password(HANDLER),
        device,
        &token(device),
    )
    .await;
    assert_eq!(
        right.error().code,
        "auth.locked",
        "the right password does not lift it"
    );
    town.pass(2);
    let right = sign_in(
        &town.app,
        HANDLER,
        password(HANDLER),
        device,
        &token(device),
    )
    .await;
    assert!(right.status.is_success());
}

#[tokio::test]
async fn an_unknown_name_is_answered_like_a_wrong_password_and_locks_alike() {
    let town = Town::new();
    let device = next_id();
    for _ in 0..4 {
        let told = sign_in(
            &town.app,
            "nobody",
            "wrong-password",
            device,
            &token(device),
        )
        .await;
        assert_eq!(told.error().code, "auth.wrong_password");
    }
    let fifth = sign_in(
        &town.app,
        "nobody",
        "wrong-password",
        device,
        &token(device),
    )
    .await;
    assert_eq!(fifth.error().code, "auth.locked");
}

#[tokio::test]
async fn an_administrator_lifts_the_lock() {
    let town = Town::new();
    let device = next_id();
    for _ in 0..5 {
        sign_in(&town.app, HANDLER, "wrong-password", device, &token(device)).await;
    }
    crate::command::user::unlock(&town.app, HANDLER).unwrap();
    let right = sign_in(
        &town.app,
        HANDLER,
        password(HANDLER),
        device,
        &token(device),
    )
    .await;
    assert!(right.status.is_success());
}

#[tokio::test]
async fn an_access_token_lives_fifteen_minutes() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    town.pass(14);
    assert!(status(&desk).await.status.is_success());
    town.pass(2);
    let over = status(&desk).await;
    assert_eq!(
        (over.status.as_u16(), over.error().code.as_str()),
        (401, "auth.token_expired")
    );
}

async fn status(desk: &Desk) -> crate::testing::Reply {
    desk.call(Method::GET, path::DEVICE_STATUS, Vec::new())
        .await
}

async fn refresh(desk: &Desk, refresh: &str, next: &str) -> crate::testing::Reply {
    let request = Refresh {
        device: desk.device,
        refresh: refresh.to_owned(),
        next: next.to_owned(),
    };
    anonymous(&desk.app, path::REFRESH, &request).await
}

#[tokio::test]
async fn the_same_pair_gets_the_same_answer_until_the_new_token_is_used() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let (first, second, third) = (token(desk.device), "b".repeat(64), "c".repeat(64));
    let one: Session = refresh(&desk, &first, &second).await.json();
    let lost: Session = refresh(&desk, &first, &second).await.json();
    assert_eq!(one.access, lost.access);
    let two: Session = refresh(&desk, &second, &third).await.json();
    assert_ne!(one.access, two.access);
    // The old request arrives again after the new token was used.
    let reused = refresh(&desk, &first, &second).await;
    assert_eq!(
        (reused.status.as_u16(), reused.error().code.as_str()),
        (401, "auth.sign_in_again")
    );
    assert!(
        refresh(&desk, &third, &"d".repeat(64))
            .await
            .status
            .is_success()
    );
}

#[tokio::test]
async fn a_signed_out_device_has_no_tokens_left() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let out = desk.call(Method::POST, path::SIGN_OUT, Vec::new()).await;
    assert!(out.status.is_success());
    assert_eq!(status(&desk).await.error().code, "auth.token_expired");
    let again = refresh(&desk, &token(desk.device), &"b".repeat(64)).await;
    assert_eq!(again.error().code, "auth.sign_in_again");
}

#[tokio::test]
async fn a_retired_device_pushes_and_reads_nothing_a_lost_one_is_turned_away() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    crate::command::device::set_state(&town.app, desk.device, DeviceState::Retired).unwrap();
    let pulled = desk.post(path::PULL, &desk.pull_request(1)).await;
    assert_eq!(
        (pulled.status.as_u16(), pulled.error().code.as_str()),
        (403, "device.retired")
    );
    let note = casework::Action::LogContact {
        note: "交回".into(),
    };
    assert_eq!(desk.act(case, note.clone()).await.code, None);
    crate::command::device::set_state(&town.app, desk.device, DeviceState::Wipe).unwrap();
    let mutation = desk.action(case, note);
    let pushed = desk.try_push(&[mutation]).await;
    assert_eq!(
        (pushed.status.as_u16(), pushed.error().code.as_str()),
        (403, "device.revoked")
    );
    let told: protocol::auth::DeviceStatus = status(&desk).await.json();
    assert_eq!(
        told.state,
        DeviceState::Wipe,
        "so that it destroys its keys"
    );
    let back = sign_in(
        &town.app,
        HANDLER,
        password(HANDLER),
        desk.device,
        &token(desk.device),
    )
    .await;
    assert_eq!(back.error().code, "device.revoked");
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    crate::command::user::disable(&town.app, HANDLER).unwrap();
    assert_eq!(status(&desk).await.status.as_u16(), 401);
    let device = next_id();
    let told = sign_in(
        &town.app,
        HANDLER,
        password(HANDLER),
        device,
        &token(device),
    )
    .await;
    assert_eq!(told.error().code, "auth.wrong_password");
}

#[tokio::test]
async fn a_device_of_one_account_is_not_taken_over_by_another() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let told = sign_in(
        &town.app,
        STRANGER,
        password(STRANGER),
        desk.device,
        &token(desk.device),
    )
    .await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (403, "auth.forbidden")
    );
    assert!(status(&desk).await.status.is_success());
}

#[test]
fn tokens_and_passwords_are_kept_as_hashes() {
    let town = Town::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let desk = runtime.block_on(town.desk(HANDLER));
    // PostgreSQL's files are not ours to read; the queries are the same.
    if on_postgres() {
        return;
    }
    let mut stored = Vec::new();
    for file in ["district.db", "district.db-wal"] {
        stored.extend(std::fs::read(town.folder.path().join(file)).unwrap_or_default());
    }
    let holds = |needle: &str| {
        stored
            .windows(needle.len())
            .any(|part| part == needle.as_bytes())
    };
    assert!(holds(HANDLER));
    for secret in [
        desk.session.access.as_str(),
        &token(desk.device),
        password(HANDLER),
    ] {
        assert!(!holds(secret));
    }
}
