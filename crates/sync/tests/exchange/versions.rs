//! Invariant 11: any client above the push floor can hand in its work.

use crate::faults::Call;
use crate::support::*;
use protocol::VERSION;
use protocol::hello::Versions;
use sync::run;

const DAY: i64 = 24 * 60 * MINUTE;

/// A server that has left this program behind for reading.
const NEWER: Versions = Versions {
    push_floor: VERSION,
    lowest: VERSION + 1,
    highest: VERSION + 1,
};
/// And for handing in.
const MUCH_NEWER: Versions = Versions {
    push_floor: VERSION + 1,
    ..NEWER
};

#[tokio::test]
async fn below_the_range_work_and_photos_go_out_and_nothing_is_read() {
    let district = District::embedded(2).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let cases = desk.cases();
    let newer = district.upgraded(NEWER).await;
    let desk = desk.restarted(&newer);
    for round in 1..=2 {
        let photo = desk.photo("a.jpg", &picture(5_000, round));
        let visit = desk.visit_with(&format!("第{round}次"), &[photo]);
        desk.confirm(cases[0], visit);
        let error = desk.sync().await.unwrap_err();
        assert_eq!(error.code(), "sync.too_old_to_read");
        assert_eq!(error.facts()["lowest"], VERSION + 1);
        assert_eq!(desk.book().unsent().unwrap(), 0);
        assert_eq!(newer.visits(BAIHE).await.len(), round as usize);
    }
    let photos = newer.dump(BAIHE).await;
    let arrived = photos
        .iter()
        .filter(|line| line["type"] == "photo" && line["complete"] == true);
    assert_eq!(arrived.count(), 2);
    assert_eq!(desk.net().count(Call::Pull), 1, "after that it knew");
    assert_eq!(desk.cases(), cases, "what was read stays");
}

#[tokio::test]
async fn below_the_floor_nothing_is_lost_and_the_work_can_be_carried() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    desk.visit(case, "三只犬");
    let newer = district.upgraded(MUCH_NEWER).await;
    let desk = desk.restarted(&newer);
    for _ in 0..2 {
        assert_eq!(desk.sync().await.unwrap_err().code(), "sync.too_old");
    }
    assert_eq!(
        desk.net().count(Call::Push),
        1,
        "the hello says it after that"
    );
    assert_eq!(desk.book().unsent().unwrap(), 1);
    assert_eq!(desk.book().case(case).unwrap().case.visits.len(), 1);
    let file = desk.data.path().join("unsent.lianxin");
    desk.book().export(&file, "test", desk.clock.now()).unwrap();
    let taken = newer
        .command(move |app| server::command::import_sealed::import(app, &file))
        .await;
    assert_eq!(taken.applied, 1);
}

#[tokio::test]
async fn once_the_program_is_served_again_everything_goes_on() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let newer = district.upgraded(NEWER).await;
    let desk = desk.restarted(&newer);
    desk.sync().await.unwrap_err();
    let desk = desk.restarted(&district);
    desk.visit(desk.cases()[0], "三只犬");
    assert_eq!(desk.sync().await.unwrap().pushed, 1);
}

#[tokio::test]
async fn the_server_is_asked_once_a_day() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    let asked = || desk.net().count(Call::Hello);
    assert_eq!(asked(), 1, "at the sign-in");
    for expected in [1, 1, 2, 2] {
        desk.sync().await.unwrap();
        assert_eq!(asked(), expected);
        district.clock.pass(DAY / 2);
    }
}

#[tokio::test]
async fn the_status_says_that_this_program_is_too_old_to_read() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let newer = district.upgraded(NEWER).await;
    let desk = desk.restarted(&newer);
    let photo = desk.photo("a.jpg", &picture(5_000, 1));
    let visit = desk.visit_with("带照片", &[photo]);
    desk.confirm(desk.cases()[0], visit);
    let driver = run(desk.engine.clone(), Default::default());
    driver.signal(sync::Signal::SyncNow);
    let mut status = driver.status();
    let told = status
        .wait_for(|status| {
            status.error.is_some() && status.pending == 0 && status.photos_waiting == 0
        })
        .await
        .unwrap();
    assert_eq!(told.error.as_deref(), Some("sync.too_old_to_read"));
    drop(told);
    driver.stop();
}
