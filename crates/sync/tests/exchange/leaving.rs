//! A desk that the centre retired, one that was reported lost, and receipts
//! that become safe with a backup.

use crate::faults::Call;
use crate::support::*;
use casebook::{DraftKey, DraftKind, LeftToHandIn, PhotoState};
use protocol::auth::DeviceState;
use serde_json::json;
use server::command::{backup, device};
use sync::{Farewell, Options, Photos, Watcher, run};

const DAY: i64 = 24 * 3600 * 1000;

impl District {
    pub async fn back_up(&self) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("district.backup");
        self.command(move |app| backup::backup(app, &file)).await;
    }

    async fn declare(&self, desk: &Desk, state: DeviceState) {
        let id = desk.book().session().unwrap().device;
        self.command(move |app| device::set_state(app, id, state))
            .await;
    }
}

async fn farewell(desk: &Desk) -> Farewell {
    let options = Options {
        explicit: true,
        photos: Photos::Try,
        ..Options::default()
    };
    let told = desk.engine.sync_once(&options).await.unwrap_err();
    desk.engine.farewell(&told).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_retired_desk_is_erased_only_when_a_backup_has_all_of_it() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    let photo = desk.photo("a.jpg", &picture(1000, 1));
    desk.confirm(case, desk.visit_with("停用前写的", &[photo]));
    let draft = DraftKey::new(DraftKind::Visit, case);
    desk.book()
        .save_draft(&draft, &json!({"note": "写了一半"}), desk.clock.now())
        .unwrap();
    district.declare(&desk, DeviceState::Retired).await;

    let left = LeftToHandIn {
        actions: 1,
        photos: 1,
        drafts: 1,
    };
    assert_eq!(farewell(&desk).await, Farewell::Retired(left));
    assert_eq!(district.visits(BAIHE).await[0]["note"], "停用前写的");
    assert_eq!(desk.book().unsent().unwrap(), 0, "it was handed in");

    district.back_up().await;
    let left = LeftToHandIn {
        drafts: 1,
        ..LeftToHandIn::default()
    };
    let told = farewell(&desk).await;
    assert_eq!(told, Farewell::Retired(left));
    assert!(!told.is_due(), "a draft is somebody's work");

    desk.book().discard_draft(&draft).unwrap();
    assert!(farewell(&desk).await.is_due());
}

#[tokio::test]
async fn a_desk_that_was_reported_lost_is_told_whatever_it_asks() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    desk.visit(desk.cases()[0], "没有发出");
    district.declare(&desk, DeviceState::Wipe).await;
    assert_eq!(farewell(&desk).await, Farewell::Revoked);
    // Also when its access token is long over.
    district.clock.pass(DAY);
    assert_eq!(farewell(&desk).await, Farewell::Revoked);
    let again = desk.engine.sign_in(PASSWORD, "desk").await.err().unwrap();
    let told = desk.engine.farewell(&again).await.unwrap();
    assert_eq!(told, Some(Farewell::Revoked));
}

#[tokio::test]
async fn a_photo_received_before_a_backup_is_safe_after_it() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let photo = desk.photo("a.jpg", &picture(1000, 1));
    desk.confirm(
        desk.cases()[0],
        desk.visit_with("一张", std::slice::from_ref(&photo)),
    );
    desk.sync().await.unwrap();
    let state = || desk.book().photo(&photo.sha256).unwrap().unwrap().state;
    assert_eq!(state(), PhotoState::Receipt);

    district.back_up().await;
    district.clock.pass(DAY);
    let driver = run(desk.engine.clone(), Watcher::default());
    let safe = async {
        while state() != PhotoState::Safe {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), safe)
        .await
        .expect("the server is asked again");
    assert_eq!(desk.net().count(Call::Part), 1, "nothing is sent again");
    driver.stop();
}
