//! Nothing a thief of the laptop, or a reader of the log, could use.

use crate::place::Place;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_desks_files_and_both_logs_hold_no_readable_name_phone_or_text() {
    let place = Place::open(60);
    let desk = place.handler();
    desk.sign_in();
    desk.json(&["sync"]);
    let number = desk.json(&["cases", "--json"])[0]["number"]
        .as_str()
        .expect("a case")
        .to_owned();
    let note = "这一句话不应在磁盘上读到";
    desk.json(&["visit", &number, "--note", note]);
    let dump = place.server().dump(crate::place::OFFICE, None);
    let bodies: Vec<String> = dump
        .iter()
        .filter(|line| line["type"] == "case")
        .filter_map(|line| line["body"].as_str())
        .map(|body| body.chars().take(8).collect())
        .collect();
    assert!(!bodies.is_empty());
    let mut looked_at = 0;
    for file in files(&desk.data()) {
        let bytes = fs::read(&file).expect("a file of the store");
        looked_at += bytes.len();
        for secret in bodies
            .iter()
            .map(String::as_str)
            .chain([note, "白鹤", "1380000", "1390000"])
        {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds {secret}", file.display());
        }
    }
    assert!(looked_at > 100_000, "the store was there to look at");
    let log = place.server().log();
    for secret in ["1380000", "1390000", note] {
        assert!(!log.contains(secret), "the server's log holds {secret}");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
