//! The driver behind the window, seen by its status alone.

use crate::faults::{Call, Fault};
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

/// The desk has made so many of these calls.
async fn made(desk: &Desk, call: Call, count: usize) {
    let seen = async {
        while desk.net().count(call) < count {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, seen)
        .await
        .unwrap_or_else(|_| panic!("{call:?} was not made {count} times"));
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
async fn a_photo_that_is_always_refused_holds_up_no_other() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let photos = [1, 2, 3].map(|n| desk.photo(&format!("{n}.jpg"), &picture(1000, n)));
    let refused = photos[0].sha256.clone();
    desk.net().refused.lock().unwrap().insert(refused.clone());
    desk.confirm(desk.cases()[0], desk.visit_with("三张", &photos));
    let driver = run(desk.engine.clone(), Watcher::default());
    let status = until(&driver, "the others arrive", |status| {
        status.photos_waiting == 1 && status.photos_total == 3
    })
    .await;
    assert_eq!(status.error, None);
    let trouble = desk.engine.photo_trouble(&refused);
    assert_eq!(trouble.as_deref(), Some("blob.hash_mismatch"));

    // Asked by a person it is tried again, and arrives once it may.
    desk.net().refused.lock().unwrap().clear();
    driver.signal(Signal::SyncNow);
    until(&driver, "all arrive", |status| status.photos_waiting == 0).await;
    assert_eq!(desk.engine.photo_trouble(&refused), None);
    driver.stop();
}

#[tokio::test]
async fn while_a_photo_goes_up_work_is_sent_and_news_are_read() {
    let district = District::with(2).await;
    let (desk, colleague) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    desk.sync().await.unwrap();
    colleague.sync().await.unwrap();
    let cases = desk.cases();
    let photo = desk.photo("a.jpg", &picture(1000, 1));
    desk.confirm(cases[0], desk.visit_with("一张", &[photo]));
    desk.net().plan(Call::Part, [Fault::Hang]);
    let driver = run(desk.engine.clone(), Watcher::default());
    until(&driver, "the part hangs", |status| {
        !status.running && status.pending == 0 && status.photos_waiting == 1
    })
    .await;

    desk.visit(cases[1], "照片还在传");
    driver.signal(Signal::Changed);
    until(&driver, "sent", |status| status.pending == 0).await;
    colleague.visit(cases[0], "同事也去过");
    colleague.sync().await.unwrap();
    let mut status = driver.status();
    let seen = async {
        while desk.book().case(cases[0]).unwrap().case.visits.len() < 2 {
            status.changed().await.unwrap();
        }
    };
    tokio::time::timeout(PATIENCE, seen)
        .await
        .expect("the news arrive");
    assert_eq!(driver.status().borrow().photos_waiting, 1);
    driver.stop();
}

#[tokio::test]
async fn a_pause_interrupts_what_hangs_and_loses_nothing() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let photo = desk.photo("a.jpg", &picture(1000, 1));
    desk.confirm(desk.cases()[0], desk.visit_with("一张", &[photo]));
    desk.net().plan(Call::Pull, [Fault::Hang]);
    let pulls = desk.net().count(Call::Pull);
    let driver = run(desk.engine.clone(), Watcher::default());
    made(&desk, Call::Pull, pulls + 1).await;
    driver.signal(Signal::Pause);
    let status = until(&driver, "paused", |status| status.paused && !status.running).await;
    assert_eq!(status.error, None, "being told to stop is no error");

    // The same of an upload.
    desk.net().plan(Call::Part, [Fault::Hang]);
    driver.signal(Signal::Resume);
    made(&desk, Call::Part, 1).await;
    driver.signal(Signal::Pause);
    until(&driver, "paused", |status| status.paused).await;
    driver.signal(Signal::Resume);
    until(&driver, "delivered", |status| status.photos_waiting == 0).await;
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
