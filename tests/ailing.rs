//! What a machine may do to people's work: photos that rot, a disk that takes no
//! more, a centre that is told to end while everything hangs on it. Each ends in
//! a clear line, and nothing confirmed is lost.

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

/// No file may grow beyond 32 KB: as any user may be limited, and without the
/// signal that ends most programs.
#[cfg(unix)]
#[test]
fn a_laptop_that_takes_no_more_bytes_says_so_in_one_line_and_keeps_what_was_saved() {
    let (place, desk, case) = office();
    desk.json(&["visit", &case, "--note", "满以前"]);
    let limited = "trap '' XFSZ; ulimit -f 64; exec \"$@\"";
    let refused = desk.under(
        &["sh", "-c", limited, "sh"],
        &["visit", &case, "--note", "存不下"],
    );
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(
        said.contains("error[store.file]") || said.contains("error[disk.full]"),
        "{said}"
    );
    assert_eq!(desk.json(&["outbox"]).as_array().map(Vec::len), Some(1));
    desk.json(&["sync"]);
    assert_eq!(visits(&place, "满以前").len(), 1);
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
