use crate::faults::Call;
use crate::support::*;
use casebook::PhotoState;
use casework::Action;
use server::command::{assign, backup, centre, restore};
use std::io::Read;
use sync::{Watcher, run};

const DAY: i64 = 24 * 60 * MINUTE;

#[tokio::test]
async fn an_old_original_leaves_when_idle_and_comes_back_through_its_case() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    let bytes = picture(1000, 1);
    let photo = desk.photo("a.jpg", &bytes);
    desk.confirm(case, desk.visit_with("一张", std::slice::from_ref(&photo)));
    desk.sync().await.unwrap();
    district.back_up().await;
    district
        .command(move |app| {
            let withdrawn = Action::Withdraw {
                reason: "市民撤回".into(),
            };
            centre::act(app, &case.to_string(), &withdrawn)
        })
        .await;
    district.clock.pass(31 * DAY);

    let driver = run(desk.engine.clone(), Watcher::default());
    let state = || desk.book().photo(&photo.sha256).unwrap().unwrap().state;
    let departed = async {
        while state() != PhotoState::Departed {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), departed)
        .await
        .expect("it goes when nothing else is to be done");
    driver.stop();

    let mut read = Vec::new();
    let mut blob = desk.engine.blob(&photo.sha256).await.unwrap();
    blob.read_to_end(&mut read).unwrap();
    assert!(read == bytes);
    assert_eq!(desk.net().count(Call::Fetch), 1);
    assert_eq!(desk.net().count(Call::Part), 1, "nothing is sent again");
}

#[tokio::test]
async fn what_is_sealed_here_reaches_a_restored_server_word_for_word() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    let to = file.clone();
    district.command(move |app| backup::backup(app, &to)).await;
    desk.visit(case, "备份之后，转派之前");
    desk.sync().await.unwrap();
    let number = desk.book().case(case).unwrap().row.summary.number;
    district
        .command(move |app| assign::assign(app, &number, DONGLIU))
        .await;
    desk.sync().await.unwrap();
    assert!(desk.cases().is_empty(), "the case has left");

    let fresh = tempfile::tempdir().unwrap();
    let config = server::Config::new(fresh.path());
    let clock = district.clock.clone();
    tokio::task::spawn_blocking(move || {
        restore::restore(&config, &file, &[], &move || clock.now()).unwrap();
    })
    .await
    .unwrap();
    let restored = district.served_from(fresh).await;
    let desk = desk.restarted(&restored);
    desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
    assert_eq!(desk.sync().await.unwrap().held, 0);
    let visits = restored.visits(BAIHE).await;
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0]["note"], "备份之后，转派之前");
    assert_eq!(desk.book().case(case).unwrap().case.visits.len(), 1);
}
