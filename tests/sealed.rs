//! A laptop that never reaches the centre again: its work is carried there in a
//! file. And the laptop that comes back after all.

use crate::place::{OFFICE, Place, photo};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use testkit::Refused;

const NOTE: &str = "现场查看：电话13800000001的住户反映属实。";

/// `import-sealed` as an administrator types it.
fn import(place: &Place, file: &Path) -> Result<Value, Refused> {
    let server = place.server();
    server.run(&["import-sealed", &file.display().to_string()])
}

#[test]
fn work_that_was_exported_arrives_by_file_once_and_the_laptop_may_come_back() {
    let mut place = Place::open(60);
    let clerk = place.handler();
    clerk.sign_in();
    clerk.json(&["sync"]);
    let unsent = place.folder.path().join("未发送.lianxin");
    let out = unsent.display().to_string();
    assert_eq!(
        clerk.refused(&["export", "--out", &out]).code(),
        "export.nothing"
    );
    let cases = clerk.json(&["cases", "--json", "--state", "in_progress"]);
    let number = cases[0]["number"].as_str().expect("a case").to_owned();

    // In the field, without a network.
    place.disconnect();
    let picture = photo("Landscape_6.jpg");
    let visited = clerk.json(&[
        "visit",
        &number,
        "--note",
        NOTE,
        "--photo",
        &picture.display().to_string(),
    ]);
    let waiting = clerk.json(&["outbox"]);
    let exported = clerk.json(&["export", "--out", &out]);
    assert_eq!(
        (exported["actions"].as_u64(), exported["photos"].as_u64()),
        (Some(1), Some(1))
    );
    let bytes = fs::read(&unsent).expect("the file");
    assert_eq!(exported["bytes"].as_u64(), Some(bytes.len() as u64));
    assert_eq!(clerk.json(&["outbox"]), waiting, "nothing has arrived yet");
    for secret in ["现场", "13800000001", "Landscape", &clerk.account.user] {
        let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert!(!found, "the file shows {secret}");
    }

    // At the centre, while the server runs.
    place.reconnect();
    let report = import(&place, &unsent).expect("imported");
    let counts = |report: &Value| {
        ["actions", "applied", "held", "already", "photos"].map(|name| report[name].as_u64())
    };
    assert_eq!(counts(&report), [1, 1, 0, 0, 1].map(Some));
    let received = place.folder.path().join("received");
    let dump = place.server().dump(OFFICE, Some(&received));
    let visits: Vec<&Value> = dump
        .iter()
        .filter(|line| line["type"] == "visit" && line["note"] == NOTE)
        .collect();
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0]["id"], visited["visit"]);
    assert_eq!(visits[0]["device"], report["device"]);
    let sha256 = visited["photos"][0]["sha256"].as_str().expect("a photo");
    assert_eq!(
        fs::read(received.join(sha256)).expect("received"),
        fs::read(&picture).expect("the original")
    );

    // Once more by mistake, then the laptop itself.
    let again = import(&place, &unsent).expect("imported");
    assert_eq!(counts(&again), [1, 0, 0, 1, 0].map(Some));
    let synced = clerk.json(&["sync", "--wait-photos"]);
    assert_eq!(
        (synced["pushed"].as_u64(), synced["held"].as_u64()),
        (Some(1), Some(0))
    );
    assert_eq!(clerk.json(&["outbox"]), json!([]));
    assert_eq!(place.server().dump(OFFICE, None), dump, "nothing twice");
    assert_eq!(
        clerk.refused(&["export", "--out", &out]).code(),
        "export.nothing"
    );
}

#[test]
fn a_damaged_file_is_refused_in_one_line_and_changes_nothing() {
    let mut place = Place::open(60);
    let clerk = place.handler();
    clerk.sign_in();
    clerk.json(&["sync"]);
    let cases = clerk.json(&["cases", "--json", "--state", "in_progress"]);
    let number = cases[0]["number"].as_str().expect("a case").to_owned();
    place.disconnect();
    clerk.json(&["visit", &number, "--note", NOTE]);
    let unsent = place.folder.path().join("unsent.lianxin");
    clerk.json(&["export", "--out", &unsent.display().to_string()]);
    place.reconnect();
    let before = place.server().dump(OFFICE, None);

    let sound = fs::read(&unsent).expect("the file");
    let middle = sound.len() - 40;
    let mut changed = sound.clone();
    changed[middle] ^= 1;
    for bytes in [&sound[..middle], &changed[..]] {
        fs::write(&unsent, bytes).expect("written");
        let refused = import(&place, &unsent).expect_err("it is damaged");
        assert_eq!(
            (refused.code(), refused.status),
            ("sealed.malformed", 2),
            "{}",
            refused.line
        );
    }
    assert_eq!(place.server().dump(OFFICE, None), before);
    fs::write(&unsent, sound).expect("written");
    assert_eq!(import(&place, &unsent).expect("imported")["applied"], 1);
}
