//! An upload may be cut off at any part and go on at any time. In a folder and in
//! a bucket alike.

use super::hash;
use crate::testing::bucket::LoopbackS3;
use crate::testing::{BAIHE, Desk, HANDLER, Reply, Town, blank_pages, visit};
use axum::http::Method;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use protocol::blob::UploadReply;
use protocol::path;
use sha2::{Digest, Sha256};

const PART: usize = 1 << 20;

/// A district with its photos in a folder, and one with them in a bucket.
fn towns() -> [(Option<LoopbackS3>, Town); 2] {
    let s3 = LoopbackS3::start();
    let mut in_bucket = Town::new();
    in_bucket.keep_photos_in(s3.place());
    [(None, Town::new()), (Some(s3), in_bucket)]
}

/// Two whole parts and a piece.
fn photo() -> (Vec<u8>, String) {
    let photo: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 249) as u8).collect();
    let sha256 = hash(&photo);
    (photo, sha256)
}

/// The nth part.
async fn send(desk: &Desk, photo: &[u8], sha256: &str, n: usize) -> Reply {
    let offset = n * PART;
    let end = photo.len().min(offset + PART);
    desk.patch(sha256, offset, &photo[offset..end], end == photo.len())
        .await
}

async fn goes_on_at(desk: &Desk, sha256: &str) -> usize {
    let known = desk.blob(Method::HEAD, sha256).await;
    known.header("upload-offset").parse().unwrap()
}

async fn is_whole(town: &Town, desk: &mut Desk, photo: &[u8], sha256: &str) -> bool {
    let case = town.case(BAIHE, "in_progress");
    desk.act(case, visit("照片", &[photo])).await;
    desk.blob(Method::GET, sha256).await.bytes == photo
}

#[tokio::test]
async fn a_part_that_comes_twice_or_late_changes_nothing() {
    for (_s3, town) in towns() {
        let mut desk = town.desk(HANDLER).await;
        let (photo, sha256) = photo();
        let early = send(&desk, &photo, &sha256, 1).await;
        assert_eq!(
            (early.error().code.as_str(), &early.error().facts["offset"]),
            ("blob.offset", &0.into()),
            "before the first"
        );
        send(&desk, &photo, &sha256, 0).await;
        for late in [0, 2] {
            let told = send(&desk, &photo, &sha256, late).await;
            assert_eq!(told.status.as_u16(), 409);
            assert_eq!(told.error().facts["offset"], PART, "part {late}");
        }
        send(&desk, &photo, &sha256, 1).await;
        let late = send(&desk, &photo, &sha256, 0).await;
        assert_eq!(late.error().facts["offset"], 2 * PART);
        for _ in 0..2 {
            let last = send(&desk, &photo, &sha256, 2).await;
            assert!(last.json::<UploadReply>().stored, "also the second time");
        }
        let late = send(&desk, &photo, &sha256, 0).await;
        assert!(late.json::<UploadReply>().stored, "it is there already");
        assert!(is_whole(&town, &mut desk, &photo, &sha256).await);
    }
}

#[tokio::test]
async fn a_part_damaged_or_cut_short_on_its_way_is_sent_again() {
    for (_s3, town) in towns() {
        let mut desk = town.desk(HANDLER).await;
        let (photo, sha256) = photo();
        send(&desk, &photo, &sha256, 0).await;
        let sound = &photo[PART..2 * PART];
        let mut damaged = sound.to_vec();
        damaged[17] ^= 1;
        for arrived in [&damaged[..], &sound[..1000], b""] {
            let digest = BASE64_STANDARD.encode(Sha256::digest(sound));
            let request = desk
                .request(Method::PATCH, &format!("{}/{sha256}", path::BLOBS))
                .header("upload-offset", PART)
                .header("upload-complete", "0")
                .header("content-digest", format!("sha-256=:{digest}:"));
            let told = desk.send(request, arrived.to_vec()).await;
            assert_eq!(told.error().code, "blob.hash_mismatch");
            assert_eq!(goes_on_at(&desk, &sha256).await, PART);
        }
        for n in [1, 2] {
            send(&desk, &photo, &sha256, n).await;
        }
        assert!(is_whole(&town, &mut desk, &photo, &sha256).await);
    }
}

#[tokio::test]
async fn an_upload_goes_on_after_the_server_started_again() {
    for (_s3, mut town) in towns() {
        let mut desk = town.desk(HANDLER).await;
        let (photo, sha256) = photo();
        for n in 0..3 {
            assert_eq!(goes_on_at(&desk, &sha256).await, n * PART);
            send(&desk, &photo, &sha256, n).await;
            town.restart(blank_pages());
            desk.app = town.app.clone();
        }
        assert!(is_whole(&town, &mut desk, &photo, &sha256).await);
    }
}

#[tokio::test]
async fn two_processes_that_send_the_same_photo_at_once_leave_it_whole() {
    for (_s3, town) in towns() {
        let mut desk = town.desk(HANDLER).await;
        let (photo, sha256) = photo();
        for n in 0..3 {
            let same = [(); 4].map(|()| send(&desk, &photo, &sha256, n));
            let replies = futures_util::future::join_all(same).await;
            assert!(replies.iter().any(|reply| reply.status.is_success()));
            for reply in replies.iter().filter(|reply| !reply.status.is_success()) {
                assert_eq!(reply.error().code, "blob.offset");
            }
        }
        assert!(is_whole(&town, &mut desk, &photo, &sha256).await);
    }
}

#[tokio::test]
async fn each_device_has_an_upload_of_its_own() {
    for (_s3, town) in towns() {
        let (mut one, other) = (town.desk(HANDLER).await, town.desk(HANDLER).await);
        let (photo, sha256) = photo();
        send(&one, &photo, &sha256, 0).await;
        assert_eq!(goes_on_at(&other, &sha256).await, 0);
        for n in 0..3 {
            send(&other, &photo, &sha256, n).await;
        }
        assert_eq!(goes_on_at(&one, &sha256).await, PART);
        for n in 1..3 {
            send(&one, &photo, &sha256, n).await;
        }
        assert!(is_whole(&town, &mut one, &photo, &sha256).await);
    }
}

#[tokio::test]
async fn a_whole_that_hashes_to_something_else_is_thrown_away_and_begun_again() {
    for (_s3, town) in towns() {
        let mut desk = town.desk(HANDLER).await;
        let (photo, sha256) = photo();
        let mut other = photo.clone();
        other[PART] ^= 1;
        for n in 0..2 {
            send(&desk, &other, &sha256, n).await;
        }
        let told = send(&desk, &other, &sha256, 2).await;
        assert_eq!(told.error().code, "blob.hash_mismatch");
        assert!(town.app.0.photos.read(&sha256).is_err(), "never stored");
        assert_eq!(goes_on_at(&desk, &sha256).await, 0);
        for n in 0..3 {
            send(&desk, &photo, &sha256, n).await;
        }
        assert!(is_whole(&town, &mut desk, &photo, &sha256).await);
    }
}
