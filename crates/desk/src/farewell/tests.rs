use crate::testing::{District, MORNING, Seat};
use casebook::{DraftKey, DraftKind};
use casework::Action;
use protocol::auth::DeviceState;
use serde_json::json;

fn note(text: &str) -> Action {
    Action::LogContact { note: text.into() }
}

async fn sync(seat: &Seat) -> String {
    seat.desk.synchronise(true).await.unwrap_err().code
}

async fn why_erased(seat: &Seat) -> Option<String> {
    let status = seat.desk.app_status().await.unwrap();
    status.erased.map(|why| why.code)
}

#[tokio::test]
async fn a_lost_computer_is_erased_as_soon_as_it_hears_of_it() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    seat.desk
        .act_now(seat.case(), note("没有发出"))
        .await
        .unwrap();
    district.declare(&seat, DeviceState::Wipe).await;
    assert_eq!(sync(&seat).await, "device.revoked");
    assert!(seat.is_erased());
    assert!(seat.desk.opened().is_none());
    assert_eq!(why_erased(&seat).await.as_deref(), Some("device.revoked"));
}

#[tokio::test]
async fn a_retired_computer_keeps_everything_until_a_backup_has_it() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    let case = seat.case();
    seat.desk.act_now(case, note("停用前写的")).await.unwrap();
    let draft = DraftKey::new(DraftKind::Visit, case);
    let open = seat.desk.opened().unwrap();
    open.book
        .save_draft(&draft, &json!({"note": "写了一半"}), MORNING)
        .unwrap();
    drop(open);
    district.declare(&seat, DeviceState::Retired).await;

    // Handed in, but no backup has it, and a draft is somebody's work.
    assert_eq!(sync(&seat).await, "device.retired");
    assert!(
        district
            .dump(crate::testing::BAIHE)
            .await
            .contains("停用前写的")
    );
    district.back_up().await;
    assert_eq!(sync(&seat).await, "device.retired");
    assert_eq!(why_erased(&seat).await, None);

    let open = seat.desk.opened().unwrap();
    open.book.discard_draft(&draft).unwrap();
    drop(open);
    assert_eq!(sync(&seat).await, "device.retired");
    assert!(seat.is_erased());
    assert_eq!(why_erased(&seat).await.as_deref(), Some("device.erased"));
}
