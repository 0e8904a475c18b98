//! Bad input: each has its clear error, and nothing is half written.

use crate::place::{Place, photo};
use std::fs;
use testkit::Desk;

fn open() -> (Place, Desk, String) {
    let place = Place::open(60);
    let desk = place.handler();
    desk.sign_in();
    desk.json(&["sync"]);
    let cases = desk.json(&["cases", "--json", "--state", "in_progress"]);
    let number = cases[0]["number"]
        .as_str()
        .expect("a case in progress")
        .to_owned();
    (place, desk, number)
}

#[test]
fn a_wrong_password_says_how_many_tries_are_left_and_then_locks() {
    let place = Place::open(0);
    let mut account = place.account("handler", Some(crate::place::OFFICE)).clone();
    account.password = "wrong".into();
    let desk = Desk::new(&place.url(), &account);
    let first = desk.refused(&["login", &account.user]);
    assert_eq!((first.code(), first.status), ("auth.wrong_password", 2));
    for _ in 0..4 {
        desk.refused(&["login", &account.user]);
    }
    assert_eq!(
        desk.refused(&["login", &account.user]).code(),
        "auth.locked"
    );
    assert!(!desk.data().join("key.json").exists());
}

#[test]
fn an_unreachable_server_keeps_what_was_written() {
    let (mut place, desk, number) = open();
    place.disconnect();
    desk.json(&["visit", &number, "--note", "看过"]);
    assert_eq!(desk.refused(&["sync"]).code(), "net.unreachable");
    assert_eq!(desk.json(&["outbox"]).as_array().map(Vec::len), Some(1));
    place.reconnect();
    assert_eq!(desk.json(&["sync"])["pushed"], 1);
}

#[test]
fn what_is_no_photo_is_refused_by_name_and_no_visit_is_logged() {
    let (place, desk, number) = open();
    let write = |name: &str, bytes: &[u8]| {
        let path = place.folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.display().to_string()
    };
    let text = write("情况说明.jpg", "这不是照片，是一段文字。".as_bytes());
    let empty = write("IMG_3.jpg", b"");
    let large = write("视频截图.png", b"");
    fs::File::options()
        .write(true)
        .open(&large)
        .and_then(|file| file.set_len(60 << 20))
        .expect("60 MB");
    let good = photo("Portrait_3.jpg").display().to_string();
    for (path, code, name) in [
        (&text, "photo.not_an_image", "情况说明.jpg"),
        (&empty, "photo.empty", "IMG_3.jpg"),
        (&large, "photo.too_large", "视频截图.png"),
    ] {
        let refused = desk.refused(&[
            "visit", &number, "--note", "看过", "--photo", &good, "--photo", path,
        ]);
        assert_eq!(
            (refused.code(), refused.status),
            (code, 2),
            "{}",
            refused.line
        );
        assert!(refused.line.contains(name), "{}", refused.line);
    }
    assert_eq!(desk.json(&["outbox"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn a_note_that_is_too_long_is_refused_with_both_numbers() {
    let (_place, desk, number) = open();
    let refused = desk.refused(&["visit", &number, "--note", &"看".repeat(40_000)]);
    assert_eq!((refused.code(), refused.status), ("note.too_long", 2));
    assert!(
        refused.line.contains("40000") && refused.line.contains("20000"),
        "{}",
        refused.line
    );
    assert_eq!(desk.json(&["outbox"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn an_unknown_case_number_is_named() {
    let (_place, desk, _) = open();
    let refused = desk.refused(&["show", "20990101-9999"]);
    assert_eq!(refused.code(), "case.unknown");
    assert!(refused.line.contains("20990101-9999"), "{}", refused.line);
}

#[test]
fn a_second_program_on_the_same_store_waits_and_then_says_so() {
    let (_place, desk, number) = open();
    let folder = fs::read_dir(desk.data())
        .expect("the data folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("store.lock"))
        .find(|path| path.exists())
        .expect("a store's lock");
    let lock = fs::File::options()
        .write(true)
        .open(folder)
        .expect("the lock");
    lock.lock().expect("the test holds it");
    assert_eq!(desk.refused(&["show", &number]).code(), "store.in_use");
    lock.unlock().expect("and gives it back");
    desk.json(&["show", &number]);
}
