use crate::faults::{Call, Fault};
use crate::support::*;
use casebook::{AttentionKind, PhotoState};
use casework::CaseId;
use std::io::Read;
use sync::{Options, Photos};

const MIB: usize = 1024 * 1024;

async fn at_a_case(district: &District) -> (Desk, CaseId) {
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    (desk, case)
}

#[tokio::test]
async fn photos_arrive_byte_for_byte_and_a_colleague_sees_them() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let bytes = [picture(3, 1), picture(2 * MIB + 7, 2)];
    let photos = [
        desk.photo("a.jpg", &bytes[0]),
        desk.photo("b.jpg", &bytes[1]),
    ];
    desk.confirm(case, desk.visit_with("两张", &photos));
    assert_eq!(desk.sync().await.unwrap().photos_sent, 2);
    for photo in &photos {
        let state = desk.book().photo(&photo.sha256).unwrap().unwrap().state;
        assert_ne!(state, PhotoState::Local);
    }

    let colleague = district.desk("li.na").await;
    colleague.sync().await.unwrap();
    let view = colleague.book().case(case).unwrap();
    assert_eq!(view.received.len(), 2);
    for (photo, bytes) in photos.iter().zip(&bytes) {
        for _ in 0..2 {
            let mut read = Vec::new();
            let mut blob = colleague.engine.blob(&photo.sha256).await.unwrap();
            blob.read_to_end(&mut read).unwrap();
            assert!(read == *bytes);
        }
    }
    assert_eq!(
        colleague.net().count(Call::Fetch),
        2,
        "kept after the first time"
    );
}

#[tokio::test]
async fn an_upload_that_is_cut_off_goes_on_where_it_was() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let photo = desk.photo("a.jpg", &picture(3 * MIB + 1, 3));
    desk.confirm(case, desk.visit_with("一张", &[photo]));
    desk.net().plan(Call::Part, [Fault::Pass, Fault::Reply]);
    assert_eq!(desk.sync().await.unwrap_err().code(), "net.unreachable");

    let desk = desk.restarted(&district);
    assert_eq!(desk.sync().await.unwrap().photos_sent, 1);
    let parts = desk.net().parts.lock().unwrap().clone();
    assert_eq!(parts, [(2 * MIB as u64, MIB), (3 * MIB as u64, 1)]);
}

#[tokio::test]
async fn a_part_that_a_gateway_finds_too_large_goes_in_smaller_ones() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let photo = desk.photo("a.jpg", &picture(MIB, 9));
    desk.confirm(case, desk.visit_with("一张", &[photo]));
    let large = Fault::Refuse("request.too_large");
    desk.net().plan(Call::Part, [large, large]);
    assert_eq!(desk.sync().await.unwrap().photos_sent, 1);
    let parts = desk.net().parts.lock().unwrap().clone();
    assert_eq!(parts[2], (0, MIB / 4));
    assert_eq!(parts.len(), 6);
}

#[tokio::test]
async fn a_photo_that_rotted_is_told_and_does_not_stop_the_others() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let (rotten, sound) = (
        desk.photo("坏.jpg", &picture(500, 4)),
        desk.photo("好.jpg", &picture(500, 5)),
    );
    desk.confirm(
        case,
        desk.visit_with("两张", &[rotten.clone(), sound.clone()]),
    );
    let path = desk
        .book()
        .folder()
        .join("photos")
        .join(&rotten.sha256[..2])
        .join(&rotten.sha256);
    let mut stored = std::fs::read(&path).unwrap();
    *stored.last_mut().unwrap() ^= 1;
    std::fs::write(&path, stored).unwrap();

    assert_eq!(desk.sync().await.unwrap_err().code(), "photo.not_sent");
    assert_eq!(
        desk.net().parts.lock().unwrap().len(),
        1,
        "rotten bytes are never sent"
    );
    let attention = desk.book().attention().unwrap();
    assert!(
        matches!(&attention[0].kind, AttentionKind::RottenPhoto { name, .. } if name == "坏.jpg")
    );
    let state = desk.book().photo(&sound.sha256).unwrap().unwrap().state;
    assert_ne!(state, PhotoState::Local);

    // Brought again from the camera, it goes.
    desk.photo("坏.jpg", &picture(500, 4));
    assert_eq!(desk.sync().await.unwrap().photos_sent, 1);
}

#[tokio::test]
async fn the_visit_goes_before_its_photos_and_without_them_if_need_be() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let photo = desk.photo("a.jpg", &picture(10, 6));
    desk.confirm(case, desk.visit_with("一张", &[photo]));
    desk.net().plan(Call::Head, [Fault::Request]);
    let options = Options {
        explicit: true,
        photos: Photos::Try,
        ..Options::default()
    };
    let report = desk.engine.sync_once(&options).await.unwrap();
    assert_eq!((report.pushed, report.photos_sent), (1, 0));
    assert_eq!(
        district.visits(BAIHE).await[0]["photos"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(desk.sync().await.unwrap().photos_sent, 1);
}

#[tokio::test]
async fn a_photo_of_a_case_that_was_reassigned_still_arrives() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let photo = desk.photo("a.jpg", &picture(100, 7));
    desk.confirm(case, desk.visit_with("一张", &[photo]));
    let number = desk.book().case(case).unwrap().row.summary.number;
    district
        .command(move |app| server::command::assign::assign(app, &number, DONGLIU))
        .await;
    let report = desk.sync().await.unwrap();
    assert_eq!((report.pushed, report.photos_sent), (1, 1));
    let lines = district.dump(DONGLIU).await;
    let complete = lines
        .iter()
        .filter(|line| line["type"] == "photo" && line["complete"] == true);
    assert_eq!(complete.count(), 1);
    desk.sync().await.unwrap();
    assert!(desk.cases().is_empty());
}

#[tokio::test]
async fn a_fetched_file_that_is_not_what_its_name_says_is_refused() {
    let district = District::with(1).await;
    let (desk, case) = at_a_case(&district).await;
    let photo = desk.photo("a.jpg", &picture(100, 8));
    desk.confirm(case, desk.visit_with("一张", std::slice::from_ref(&photo)));
    desk.sync().await.unwrap();
    let colleague = district.desk("li.na").await;
    colleague.sync().await.unwrap();
    *colleague.net().instead.lock().unwrap() = Some(b"another picture".to_vec());
    let wrong = colleague.engine.blob(&photo.sha256).await.err().unwrap();
    assert_eq!(wrong.code(), "blob.hash_mismatch");
    assert!(colleague.engine.blob(&photo.sha256).await.is_ok());
    let unknown = colleague.engine.blob(&"0".repeat(64)).await.err().unwrap();
    assert_eq!(unknown.code(), "blob.unknown");
}
