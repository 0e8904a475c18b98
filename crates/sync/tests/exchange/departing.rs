use crate::faults::Call;
use crate::support::*;
use casebook::PhotoState;
use casework::Action;
use server::command::centre;
use std::io::Read;
use sync::{Watcher, run};

const DAY: i64 = 24 * 60 * MINUTE;

#[tokio::test]
async fn an_old_original_leaves_when_idle_and_comes_back_through_its_case() {
    let district = District::with(1).await;
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
