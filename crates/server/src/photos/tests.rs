//! Photos in a bucket: what holds in a folder holds there, and a store that is
//! away costs nothing but time.

use super::hash;
use crate::command::backup::backup;
use crate::command::dump::dump;
use crate::command::restore::restore;
use crate::letters::{Queue, render_due};
use crate::testing::bucket::{LoopbackS3, Weather};
use crate::testing::{BAIHE, Desk, HANDLER, Reply, Town, blank_pages, visit};
use axum::http::Method;
use protocol::blob::UploadReply;
use protocol::path;
use std::sync::atomic::{AtomicUsize, Ordering};

const PART: usize = 1 << 20;

/// A district with its photos in a bucket.
fn town() -> (LoopbackS3, Town) {
    let s3 = LoopbackS3::start();
    let mut town = Town::new();
    town.keep_photos_in(s3.place());
    (s3, town)
}

/// Two whole parts and a piece.
fn photo() -> (Vec<u8>, String) {
    let photo: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 251) as u8).collect();
    let sha256 = hash(&photo);
    (photo, sha256)
}

async fn send_first_parts(desk: &Desk, sha256: &str, photo: &[u8]) {
    for offset in [0, PART] {
        let reply = desk.patch(sha256, offset, &photo[offset..offset + PART], false);
        assert!(!reply.await.json::<UploadReply>().stored);
    }
}

async fn send_last_part(desk: &Desk, sha256: &str, photo: &[u8]) -> Reply {
    desk.patch(sha256, 2 * PART, &photo[2 * PART..], true).await
}

async fn offset_and_stored(desk: &Desk, sha256: &str) -> (String, bool) {
    let known = desk.blob(Method::HEAD, sha256).await;
    let stored = known.header("lianxin-stored") == "1";
    (known.header("upload-offset").to_owned(), stored)
}

#[tokio::test]
async fn a_photo_sent_in_parts_is_one_object_that_any_server_reads() {
    let (s3, mut town) = town();
    let mut desk = town.desk(HANDLER).await;
    let (photo, sha256) = photo();
    desk.act(town.case(BAIHE, "in_progress"), visit("照片", &[&photo]))
        .await;
    send_first_parts(&desk, &sha256, &photo).await;
    let again = desk.patch(&sha256, 0, &photo[..PART], false).await;
    assert_eq!(again.error().facts["offset"], 2 * PART, "it is resumed");
    assert!(!s3.object(&sha256).exists());
    let last = send_last_part(&desk, &sha256, &photo).await;
    assert!(last.json::<UploadReply>().stored);
    assert!(std::fs::read(s3.object(&sha256)).unwrap() == photo);
    let uploads = town.folder.path().join("uploads");
    assert_eq!(
        std::fs::read_dir(uploads).unwrap().count(),
        0,
        "nothing stays"
    );
    // A server that starts on another machine has the bucket and nothing else.
    town.restart(blank_pages());
    desk.app = town.app.clone();
    assert!(desk.blob(Method::GET, &sha256).await.bytes == photo);
    for (asked, from, to) in [
        ("bytes=10-19", 10, 20),
        ("bytes=2499990-", 2_499_990, photo.len()),
        ("bytes=-1", photo.len() - 1, photo.len()),
    ] {
        let range = desk
            .request(Method::GET, &format!("{}/{sha256}", path::BLOBS))
            .header("range", asked);
        let part = desk.send(range, Vec::new()).await;
        assert_eq!(part.status.as_u16(), 206);
        assert_eq!(part.bytes, &photo[from..to], "{asked}");
    }
}

#[tokio::test]
async fn an_upload_that_goes_on_at_another_server_starts_anew() {
    let (s3, town) = town();
    let desk = town.desk(HANDLER).await;
    let (photo, sha256) = photo();
    send_first_parts(&desk, &sha256, &photo).await;
    // The other one shares database and bucket, and has no parts.
    for part in std::fs::read_dir(town.folder.path().join("uploads")).unwrap() {
        std::fs::remove_file(part.unwrap().path()).unwrap();
    }
    let told = send_last_part(&desk, &sha256, &photo).await;
    assert_eq!(
        (told.error().code.as_str(), &told.error().facts["offset"]),
        ("blob.offset", &0.into())
    );
    send_first_parts(&desk, &sha256, &photo).await;
    send_last_part(&desk, &sha256, &photo).await;
    assert!(std::fs::read(s3.object(&sha256)).unwrap() == photo);
}

#[tokio::test]
async fn bytes_that_do_not_hash_to_their_name_never_reach_the_bucket() {
    let (s3, town) = town();
    let desk = town.desk(HANDLER).await;
    let sha256 = hash(b"the right bytes");
    let told = desk.patch(&sha256, 0, b"the wrong bytes", true).await;
    assert_eq!(told.error().code, "blob.hash_mismatch");
    assert!(!s3.object(&sha256).exists());
    assert_eq!(offset_and_stored(&desk, &sha256).await, ("0".into(), false));
    let again = desk.patch(&sha256, 0, b"the right bytes", true).await;
    assert!(again.json::<UploadReply>().stored);
    assert!(s3.object(&sha256).exists());
}

#[tokio::test]
async fn nothing_is_acknowledged_that_the_store_did_not_confirm() {
    for weather in [Weather::Away, Weather::AnswersLost] {
        let (s3, town) = town();
        let mut desk = town.desk(HANDLER).await;
        let (photo, sha256) = photo();
        let case = town.case(BAIHE, "in_progress");
        desk.act(case, visit("照片", &[&photo])).await;
        send_first_parts(&desk, &sha256, &photo).await;
        s3.turn(weather);
        let told = send_last_part(&desk, &sha256, &photo).await;
        assert_eq!(
            (told.status.as_u16(), told.error().code.as_str()),
            (507, "photos.unreachable")
        );
        let before_the_last = ((2 * PART).to_string(), false);
        assert_eq!(offset_and_stored(&desk, &sha256).await, before_the_last);
        let told = desk.blob(Method::GET, &sha256).await;
        assert_eq!(told.error().code, "blob.unknown", "no case has it yet");
        s3.turn(Weather::Fair);
        let last = send_last_part(&desk, &sha256, &photo).await;
        assert!(last.json::<UploadReply>().stored);
        assert!(desk.blob(Method::GET, &sha256).await.bytes == photo);
    }
}

#[tokio::test]
async fn a_photo_that_cannot_be_read_now_is_not_called_unknown() {
    let (s3, town) = town();
    let mut desk = town.desk(HANDLER).await;
    let sha256 = hash(b"a photo");
    let case = town.case(BAIHE, "in_progress");
    desk.act(case, visit("照片", &[b"a photo"])).await;
    desk.patch(&sha256, 0, b"a photo", true).await;
    s3.turn(Weather::Away);
    let told = desk.blob(Method::GET, &sha256).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (507, "photos.unreachable")
    );
    s3.turn(Weather::Fair);
    assert_eq!(desk.blob(Method::GET, &sha256).await.bytes, b"a photo");
}

#[tokio::test]
async fn a_store_that_is_silent_keeps_nobody_from_pushing() {
    let (s3, town) = town();
    let mut desk = town.desk(HANDLER).await;
    // More of them than requests work at a time.
    let mut uploaders = Vec::new();
    for _ in 0..10 {
        uploaders.push(town.desk(HANDLER).await);
    }
    s3.turn(Weather::Silent);
    let done = AtomicUsize::new(0);
    let uploads = futures_util::future::join_all(uploaders.iter().map(async |uploader| {
        let photo = uploader.device.into_bytes();
        let reply = uploader.patch(&hash(&photo), 0, &photo, true).await;
        done.fetch_add(1, Ordering::SeqCst);
        reply.json::<UploadReply>().stored
    }));
    let pushing = async {
        while s3.waiting() < 4 {
            tokio::task::yield_now().await;
        }
        let case = town.case(BAIHE, "in_progress");
        let pushed = desk.act(case, visit("照片后到", &[])).await;
        assert_eq!(pushed.code, None);
        assert_eq!(done.load(Ordering::SeqCst), 0, "all of them still wait");
        s3.turn(Weather::Fair);
    };
    let (stored, ()) = tokio::join!(uploads, pushing);
    assert_eq!(stored, [true; 10]);
}

#[tokio::test]
async fn a_letter_is_filed_once_its_pdf_is_in_the_bucket() {
    let (s3, town) = town();
    s3.turn(Weather::Away);
    let refused = render_due(&town.app, Queue::Backlog).unwrap_err();
    assert_eq!(refused.code(), "photos.unreachable");
    let filed = || {
        let lines = town.dump(BAIHE).into_iter();
        let hashes = lines.filter_map(|line| Some(line["pdf"]["sha256"].as_str()?.to_owned()));
        hashes.collect::<Vec<_>>()
    };
    assert_eq!(filed(), Vec::<String>::new());
    s3.turn(Weather::Fair);
    while render_due(&town.app, Queue::Backlog).unwrap() > 0 {}
    assert!(!filed().is_empty());
    for sha256 in filed() {
        assert!(s3.object(&sha256).exists());
    }
}

#[tokio::test]
async fn a_backup_holds_the_bucket_s_photos_and_is_safe_only_then() {
    let s3 = LoopbackS3::start();
    let mut town = Town::embedded();
    town.keep_photos_in(s3.place());
    let mut desk = town.desk(HANDLER).await;
    let sha256 = hash(b"a photo");
    let case = town.case(BAIHE, "in_progress");
    desk.act(case, visit("照片", &[b"a photo"])).await;
    desk.patch(&sha256, 0, b"a photo", true).await;
    let file = town.folder.path().join("backup.db");
    s3.turn(Weather::Away);
    let refused = backup(&town.app, &file).unwrap_err();
    assert_eq!(refused.code(), "photos.unreachable");
    let known = desk.blob(Method::HEAD, &sha256).await;
    assert_eq!(known.header("lianxin-safe"), "0");
    s3.turn(Weather::Fair);
    backup(&town.app, &file).unwrap();
    let known = desk.blob(Method::HEAD, &sha256).await;
    assert_eq!(known.header("lianxin-safe"), "1");
    // The bucket is lost too: what was safe comes back.
    std::fs::remove_file(s3.object(&sha256)).unwrap();
    let refused = backup(&town.app, &file).unwrap_err();
    assert_eq!(refused.code(), "photos.missing");
    let (config, now) = (town.app.0.config.clone(), town.app.now());
    restore(&config, &file, &[], &move || now).unwrap();
    assert_eq!(std::fs::read(s3.object(&sha256)).unwrap(), b"a photo");
    town.restart(blank_pages());
    let originals = town.folder.path().join("originals");
    dump(&town.app, BAIHE, Some(originals.as_path()), &mut Vec::new()).unwrap();
    assert_eq!(std::fs::read(originals.join(&sha256)).unwrap(), b"a photo");
}
