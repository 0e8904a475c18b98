//! The driver behind the window, seen by its status alone.

use crate::support::*;
use casework::Action;
use std::time::Duration;
use sync::{Driver, Signal, Status, Watcher, run};

/// Far longer than anything here takes; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(30);

async fn until(driver: &Driver, what: &str, wanted: impl Fn(&Status) -> bool) -> Status {
    let mut status = driver.status();
    let seen = tokio::time::timeout(PATIENCE, status.wait_for(wanted)).await;
    match seen {
        Ok(Ok(status)) => status.clone(),
        _ => panic!("not seen: {what}; last {:?}", driver.status().borrow()),
    }
}

#[tokio::test]
async fn a_change_goes_out_by_itself_and_news_come_in() {
    let district = District::with(2).await;
    let (one, two) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    one.sync().await.unwrap();
    let (driver, other) = (
        run(one.engine.clone(), Watcher::default()),
        run(two.engine.clone(), Watcher::default()),
    );
    until(&driver, "synchronised", |status| {
        status.synced_at.is_some() && !status.running
    })
    .await;
    until(&other, "synchronised", |status| {
        status.synced_at.is_some() && !status.running
    })
    .await;

    let case = one.cases()[0];
    let photo = one.photo("a.jpg", &picture(1000, 1));
    one.confirm(case, Action::SignFor);
    one.confirm(case, one.visit_with("一张", &[photo]));
    driver.signal(Signal::Changed);
    until(&driver, "sent", |status| {
        status.pending == 0 && status.photos_waiting == 0 && status.photos_total == 1
    })
    .await;
    assert_eq!(district.visits(BAIHE).await.len(), 1);

    // The other desk hears of it by its long poll.
    let mut status = other.status();
    let seen = async {
        while two.book().case(case).unwrap().case.visits.is_empty() {
            status.changed().await.unwrap();
        }
    };
    tokio::time::timeout(PATIENCE, seen)
        .await
        .expect("the news arrive");
    driver.stop();
    other.stop();
}

#[tokio::test]
async fn being_offline_is_said_kept_and_over_when_the_network_returns() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk.net().set_offline(true);
    let driver = run(desk.engine.clone(), Watcher::default());
    let status = until(&driver, "offline", |status| {
        status.offline_since.is_some() && !status.running
    })
    .await;
    assert_eq!(status.error, None, "being offline is no error");
    assert!(status.next_try_at.is_some());

    desk.visit(desk.cases()[0], "离线核查");
    driver.signal(Signal::Changed);
    until(&driver, "waiting", |status| {
        status.pending == 1 && !status.running
    })
    .await;
    desk.net().set_offline(false);
    driver.signal(Signal::NetworkBack);
    let status = until(&driver, "delivered", |status| status.pending == 0).await;
    assert_eq!(status.offline_since, None);
    driver.stop();
}

#[tokio::test]
async fn a_pause_holds_everything_until_it_is_over() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let driver = run(desk.engine.clone(), Watcher::default());
    until(&driver, "synchronised", |status| {
        status.synced_at.is_some() && !status.running
    })
    .await;
    driver.signal(Signal::Pause);
    until(&driver, "paused", |status| status.paused).await;
    desk.visit(desk.cases()[0], "三只犬");
    driver.signal(Signal::Changed);
    driver.signal(Signal::Resume);
    until(&driver, "delivered", |status| {
        !status.paused && status.pending == 0 && !status.running
    })
    .await;
    assert_eq!(district.visits(BAIHE).await.len(), 1);
    driver.stop();
}

#[tokio::test]
async fn a_session_that_ended_is_said() {
    let district = District::with(0).await;
    let desk = district.desk_signed_out("chen.jing").await;
    let driver = run(desk.engine.clone(), Watcher::default());
    until(&driver, "signed out", |status| {
        status.needs_sign_in && !status.running
    })
    .await;
    desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
    driver.signal(Signal::Changed);
    until(&driver, "synchronised", |status| status.synced_at.is_some()).await;
    driver.stop();
}
