//! What a machine may do to people's work: photos that rot on the laptop, a full
//! disk at the centre and on the laptop, an upgrade of the centre's host. Each
//! ends in a clear line, and nothing confirmed is lost.

use crate::place::{OFFICE, Place, photo};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use testkit::{Desk, Fault, Proxy, Way};

fn office() -> (Place, Desk, String) {
    let place = Place::open(30);
    let desk = place.handler();
    desk.sign_in();
    desk.json(&["sync"]);
    let cases = desk.json(&["cases", "--json", "--state", "in_progress"]);
    let case = cases[0]["number"].as_str().expect("a case").to_owned();
    (place, desk, case)
}

fn find(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .find_map(|path| match path.is_dir() {
            true => find(&path, wanted),
            false => wanted(&path).then_some(path),
        })
}

fn visits(place: &Place, note: &str) -> Vec<Value> {
    let dump = place.server().dump(OFFICE, None);
    let of_note = |line: &Value| line["type"] == "visit" && line["note"] == note;
    dump.into_iter().filter(of_note).collect()
}

#[test]
fn a_photo_that_power_left_without_its_bytes_is_never_sent_and_a_person_is_told() {
    let (place, desk, case) = office();
    let picture = photo("Landscape_6.jpg").display().to_string();
    let sizes: [fn(u64) -> u64; 3] = [|_| 0, |whole| whole / 2, |whole| whole - 1];
    for (round, left) in sizes.iter().enumerate() {
        // Of each its own bytes: the same photo would be one file.
        let file = place.folder.path().join("现场.jpg");
        let mut bytes = fs::read(&picture).expect("the photo");
        bytes.push(round as u8);
        fs::write(&file, bytes).expect("written");
        let note = format!("第{round}次核查");
        let file = file.display().to_string();
        let visited = desk.json(&["visit", &case, "--note", &note, "--photo", &file]);
        let sha256 = visited["photos"][0]["sha256"]
            .as_str()
            .expect("a photo")
            .to_owned();
        let stored = find(&desk.data(), &|path| path.ends_with(&sha256)).expect("it is stored");
        let whole = fs::metadata(&stored).expect("it is there").len();
        let opened = fs::OpenOptions::new()
            .write(true)
            .open(&stored)
            .expect("it opens");
        opened.set_len(left(whole)).expect("cut");

        let refused = desk.refused(&["sync", "--wait-photos"]);
        assert_eq!(refused.code(), "photo.not_sent", "{}", refused.line);
        assert_eq!(visits(&place, &note).len(), 1, "the visit itself arrives");
        let dump = place.server().dump(OFFICE, None);
        let arrived = dump
            .iter()
            .find(|line| line["type"] == "photo" && line["sha256"] == sha256.as_str());
        assert_eq!(arrived.expect("it is announced")["complete"], false);
        let told = desk.json(&["attention"]);
        let told = told.to_string();
        assert!(told.contains(&sha256), "{told}");

        // Brought again from the camera, it goes.
        desk.json(&["visit", &case, "--note", "补照片", "--photo", &file]);
        desk.json(&["sync", "--wait-photos"]);
        let dump = place.server().dump(OFFICE, None);
        let all = dump
            .iter()
            .filter(|line| line["type"] == "photo" && line["sha256"] == sha256.as_str());
        assert!(all.into_iter().all(|photo| photo["complete"] == true));
    }
}

/// Every byte of the database's log meets a full device.
#[cfg(target_os = "linux")]
fn fill(database: &Path) -> PathBuf {
    let log = PathBuf::from(format!("{}-wal", database.display()));
    assert!(!log.exists(), "the last to close folds the log");
    std::os::unix::fs::symlink("/dev/full", &log).expect("linked");
    log
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_at_the_centre_is_told_and_everything_arrives_when_there_is_room() {
    let (mut place, desk, case) = office();
    desk.json(&["visit", &case, "--note", "中心磁盘已满"]);
    place.disconnect();
    let log = fill(&place.folder.path().join("server/district.db"));
    place.reconnect();
    for _ in 0..2 {
        let refused = desk.refused(&["sync"]);
        assert_eq!(
            (refused.code(), refused.status),
            ("disk.full", 2),
            "{}",
            refused.line
        );
        assert_eq!(
            desk.json(&["outbox"]).as_array().map(Vec::len),
            Some(1),
            "it is kept"
        );
    }
    place.disconnect();
    fs::remove_file(log).ok();
    place.reconnect();
    desk.json(&["sync"]);
    assert_eq!(desk.json(&["outbox"]), json!([]));
    assert_eq!(visits(&place, "中心磁盘已满").len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_on_the_laptop_is_told_in_one_line_and_what_was_saved_is_kept() {
    let (place, desk, case) = office();
    desk.json(&["visit", &case, "--note", "磁盘满以前"]);
    let database = find(&desk.data(), &|path| path.ends_with("book.db")).expect("a store");
    let log = fill(&database);
    let refused = desk.refused(&["visit", &case, "--note", "存不下"]);
    assert_eq!(
        (refused.code(), refused.status),
        ("disk.full", 2),
        "{}",
        refused.line
    );
    fs::remove_file(log).ok();
    assert_eq!(desk.json(&["outbox"]).as_array().map(Vec::len), Some(1));
    desk.json(&["sync"]);
    assert_eq!(visits(&place, "磁盘满以前").len(), 1);
    assert_eq!(visits(&place, "存不下").len(), 0);
}

/// With long polls open, a push that does not arrive and an upload that does not.
#[test]
fn a_centre_that_is_told_to_end_ends_whatever_hangs_on_it_and_nothing_is_half() {
    let (mut place, desk, case) = office();
    let picture = photo("Landscape_6.jpg").display().to_string();
    desk.json(&["visit", &case, "--note", "关机时", "--photo", &picture]);
    let listen = place.url().trim_start_matches("http://").to_owned();
    // One desk hangs in the middle of its push, the other in the middle of a photo.
    let (push, upload) = (Proxy::to(&listen), Proxy::to(&listen));
    let hanging = |proxy: &Proxy, after: u64| {
        let desk = Desk::new(&proxy.url, &desk.account);
        desk.sign_in();
        desk.json(&["sync"]);
        desk.json(&[
            "visit",
            &case,
            "--note",
            &format!("卡在{after}"),
            "--photo",
            &picture,
        ]);
        proxy.breaks(Fault::Stall(Way::Up, after));
        let syncing = desk.start(&["sync", "--wait-photos"]);
        proxy.wait_until_broken();
        (desk, syncing)
    };
    let (pushing, mut one) = hanging(&push, 700);
    let (uploading, mut two) = hanging(&upload, 20_000);
    // It ends though nobody lets go.
    place.disconnect();
    for child in [&mut one, &mut two] {
        child.kill().ok();
        child.wait().expect("it ended");
    }
    push.mend();
    upload.mend();
    place.reconnect();
    for desk in [&desk, &pushing, &uploading] {
        desk.json(&["sync", "--wait-photos"]);
        assert_eq!(desk.json(&["outbox"]), json!([]));
    }
    for note in ["关机时", "卡在700", "卡在20000"] {
        assert_eq!(visits(&place, note).len(), 1, "{note}");
    }
    let dump = place.server().dump(OFFICE, None);
    let mut photos = dump.iter().filter(|line| line["type"] == "photo");
    assert!(photos.all(|photo| photo["complete"] == true));
}
