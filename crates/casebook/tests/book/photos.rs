use crate::support::*;
use casebook::{AttentionKind, Intent, Opening, PhotoState, sha256_of};
use protocol::push::Outcome;
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// Bytes that repeat nowhere near a chunk's border.
fn picture(size: usize) -> Vec<u8> {
    (0..size).map(|n| (n * 31 % 251) as u8).collect()
}

fn file_of(desk: &Desk, sha256: &str) -> PathBuf {
    desk.book
        .folder()
        .join("photos")
        .join(&sha256[..2])
        .join(sha256)
}

#[test]
fn a_photo_comes_back_byte_for_byte_whatever_its_size() {
    let desk = desk();
    for size in [1, 65_535, 65_536, 65_537, 200_000] {
        let bytes = picture(size);
        let photo = desk.book.add_photo_bytes(&bytes[..], "a.jpg", NOW).unwrap();
        assert_eq!(photo.size, size as u64);
        assert_eq!(photo.sha256, sha256_of(&bytes[..]).unwrap().0);
        let mut blob = desk.book.blob(&photo.sha256).unwrap();
        assert_eq!(blob.size(), size as u64);
        let mut back = Vec::new();
        blob.read_to_end(&mut back).unwrap();
        assert_eq!(back, bytes);
        let from = size / 2;
        blob.seek(SeekFrom::Start(from as u64)).unwrap();
        back.clear();
        blob.read_to_end(&mut back).unwrap();
        assert_eq!(back, bytes[from..]);
        assert_eq!(
            blob.part(from as u64, 10).unwrap(),
            bytes[from..size.min(from + 10)]
        );
        let stored = fs::read(file_of(&desk, &photo.sha256)).unwrap();
        assert!(
            !stored
                .windows(32.min(size))
                .any(|window| size >= 32 && window == &bytes[..32])
        );
    }
}

#[test]
fn a_photo_from_a_file_is_refused_before_any_copy_when_it_is_empty_or_too_large() {
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("IMG_3.jpg");
    fs::write(&empty, b"").unwrap();
    let error = desk.book.add_photo(&empty, NOW).unwrap_err();
    assert_eq!(
        (error.code(), error.facts()["name"].as_str()),
        ("photo.empty", Some("IMG_3.jpg"))
    );
    let large = folder.path().join("large.png");
    fs::File::create(&large)
        .unwrap()
        .set_len(50 * 1024 * 1024 + 1)
        .unwrap();
    assert_eq!(
        desk.book.add_photo(&large, NOW).unwrap_err().code(),
        "photo.too_large"
    );
    assert!(!desk.book.folder().join("photos").exists());
    let limit = std::io::repeat(7).take(50 * 1024 * 1024 + 1);
    assert_eq!(
        desk.book
            .add_photo_bytes(limit, "paste", NOW)
            .unwrap_err()
            .code(),
        "photo.too_large"
    );
    assert_eq!(
        fs::read_dir(desk.book.folder().join("photos"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn the_same_photo_twice_is_one_file() {
    let desk = desk();
    let first = desk
        .book
        .add_photo_bytes(&picture(9)[..], "a.jpg", NOW)
        .unwrap();
    let before = fs::read(file_of(&desk, &first.sha256)).unwrap();
    let second = desk
        .book
        .add_photo_bytes(&picture(9)[..], "b.jpg", NOW)
        .unwrap();
    assert_eq!(second, first);
    assert_eq!(fs::read(file_of(&desk, &first.sha256)).unwrap(), before);
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    let desk = desk_on(Opening::default());
    let sound = desk
        .book
        .add_photo_bytes(&picture(1000)[..], "a.jpg", NOW)
        .unwrap();
    let Desk {
        data,
        keychain,
        book,
    } = desk;
    drop(book);
    let opening = Opening {
        disk: Arc::new(SmallDisk(Mutex::new(70_000))),
        ..Opening::default()
    };
    let book = casebook::Book::open(
        data.path(),
        &identity(),
        casebook::Keys::keychain(&keychain),
        &opening,
    )
    .unwrap();
    let desk = Desk {
        data,
        keychain,
        book,
    };

    let bytes = picture(200_000);
    let error = desk
        .book
        .add_photo_bytes(&bytes[..], "b.jpg", NOW)
        .unwrap_err();
    assert_eq!(error.code(), "disk.full");
    assert!(error.facts()["bytes"].as_u64().unwrap() > 70_000);
    let (sha256, _) = sha256_of(&bytes[..]).unwrap();
    assert!(desk.book.photo(&sha256).unwrap().is_none());
    let files: Vec<_> = fs::read_dir(desk.book.folder().join("photos"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    assert!(files.iter().all(|path| path.is_dir()), "{files:?}");
    desk.book.verify_photo(&sound.sha256).unwrap();
}

#[test]
fn bytes_that_rot_are_noticed_and_can_be_brought_again() {
    let desk = desk();
    let bytes = picture(100_000);
    let photo = desk.book.add_photo_bytes(&bytes[..], "a.jpg", NOW).unwrap();
    let path = file_of(&desk, &photo.sha256);
    let mut stored = fs::read(&path).unwrap();
    stored[70_000] ^= 1;
    fs::write(&path, &stored).unwrap();
    assert_eq!(
        desk.book.verify_photo(&photo.sha256).unwrap_err().code(),
        "photo.rotten"
    );
    let mut back = Vec::new();
    assert!(
        desk.book
            .blob(&photo.sha256)
            .unwrap()
            .read_to_end(&mut back)
            .is_err()
    );

    desk.book
        .photo_state(&photo.sha256, PhotoState::Rotten)
        .unwrap();
    let attention = desk.book.attention().unwrap();
    assert!(
        matches!(&attention[0].kind, AttentionKind::RottenPhoto { name, .. } if name == "a.jpg")
    );
    desk.book.add_photo_bytes(&bytes[..], "a.jpg", NOW).unwrap();
    desk.book.verify_photo(&photo.sha256).unwrap();
    assert!(desk.book.attention().unwrap().is_empty());
}

#[test]
fn a_file_cut_short_or_lost_is_rotten() {
    let desk = desk();
    let photo = desk
        .book
        .add_photo_bytes(&picture(200_000)[..], "a.jpg", NOW)
        .unwrap();
    let path = file_of(&desk, &photo.sha256);
    let stored = fs::read(&path).unwrap();
    // Nothing, half a header, a header alone; and at the border of a chunk, where
    // every chunk left is whole.
    for left in [0, 10, 23, 23 + 65_552] {
        fs::write(&path, &stored[..left]).unwrap();
        assert_eq!(
            desk.book.verify_photo(&photo.sha256).unwrap_err().code(),
            "photo.rotten",
            "{left} bytes"
        );
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(
        desk.book.verify_photo(&photo.sha256).unwrap_err().code(),
        "photo.rotten"
    );
    assert!(!desk.book.has_blob(&photo.sha256).unwrap());
}

#[test]
fn a_visit_with_a_photo_that_is_not_here_is_refused() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let action = visit_with("三只犬", vec![photo_ref(&"ab".repeat(32), 3)]);
    let error = desk
        .book
        .confirm(Intent::new(case.id, action, NOW))
        .unwrap_err();
    assert_eq!(error.code(), "photo.not_here");
    assert!(desk.book.outbox().unwrap().is_empty());
}

#[test]
fn a_photo_is_sent_after_its_visit_and_keeps_its_case_until_received() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let photo = desk
        .book
        .add_photo_bytes(&picture(1000)[..], "a.jpg", NOW)
        .unwrap();
    let action = visit_with("三只犬", vec![photo_ref(&photo.sha256, photo.size)]);
    let visit = desk.confirm(case.id, action);
    assert!(
        desk.book.photos_to_send().unwrap().is_empty(),
        "the visit goes first"
    );
    desk.acknowledge(Outcome::Applied);
    let waiting = desk.book.photos_to_send().unwrap();
    assert_eq!(
        (waiting.len(), waiting[0].visit, waiting[0].case),
        (1, visit.id, case.id)
    );

    assert!(
        desk.pull(vec![case.leave()]).left.is_empty(),
        "its bytes are unsent"
    );
    desk.book
        .photo_state(&photo.sha256, PhotoState::Receipt)
        .unwrap();
    assert!(desk.book.photos_to_send().unwrap().is_empty());
    assert_eq!(desk.pull(vec![]).left, [case.id]);

    desk.book.enter_epoch("epoch-2").unwrap();
    let state = desk.book.photo(&photo.sha256).unwrap().unwrap().state;
    assert_eq!(
        state,
        PhotoState::Local,
        "a receipt of another epoch counts for nothing"
    );
}

#[test]
fn what_is_fetched_must_be_what_its_name_says() {
    let desk = desk();
    let bytes = picture(70_000);
    let (sha256, _) = sha256_of(&bytes[..]).unwrap();
    let error = desk
        .book
        .keep_fetched(&sha256, b"something else", NOW)
        .unwrap_err();
    assert_eq!(error.code(), "blob.hash_mismatch");
    assert!(!desk.book.has_blob(&sha256).unwrap());
    desk.book.keep_fetched(&sha256, &bytes, NOW).unwrap();
    let mut back = Vec::new();
    desk.book
        .blob(&sha256)
        .unwrap()
        .read_to_end(&mut back)
        .unwrap();
    assert_eq!(back, bytes);
}

#[test]
fn what_a_cut_off_copy_left_is_swept() {
    let desk = desk();
    let photo = desk
        .book
        .add_photo_bytes(&picture(9)[..], "a.jpg", NOW)
        .unwrap();
    let half = desk.book.folder().join("photos/new-1.tmp");
    fs::write(&half, b"half").unwrap();
    let desk = desk.reopen();
    assert!(!half.exists());
    desk.book.verify_photo(&photo.sha256).unwrap();
}

#[test]
fn a_receipt_of_another_epoch_counts_for_nothing() {
    let desk = desk();
    let photo = desk
        .book
        .add_photo_bytes(&b"jpeg"[..], "a.jpg", NOW)
        .unwrap();
    desk.book
        .photo_state(&photo.sha256, PhotoState::Safe)
        .unwrap();
    assert!(desk.book.left_to_hand_in().unwrap().is_nothing());
    desk.book.enter_epoch("epoch-2").unwrap();
    let state = desk.book.photo(&photo.sha256).unwrap().unwrap().state;
    assert_eq!(state, PhotoState::Local);
    assert_eq!(desk.book.left_to_hand_in().unwrap().photos, 1);
}
