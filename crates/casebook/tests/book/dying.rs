//! A process that dies by SIGKILL while it saves a draft or changes the format
//! of a store: the next one finds the store whole. (What the terminal's commands
//! reach is tried with the real program, in `tests/killed.rs`.)

use crate::support::*;
use casebook::{Book, DraftKey, DraftKind, Keys, Opening, folder_of};
use casework::CaseId;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

const PASSPHRASE: &str = "白鹤新村 42";
/// Names the data folder to the process that dies.
const STORE: &str = "LIANXIN_TEST_STORE";
/// The formats there have been, each as a step from the one before.
const STEPS: [&str; 4] = [
    include_str!("../../src/migrations/0001_first.sql"),
    include_str!("../../src/migrations/0002_joint.sql"),
    include_str!("../../src/migrations/0003_follow_ups.sql"),
    include_str!("../../src/migrations/0004_for_the_head.sql"),
];

fn open(data: &Path) -> Book {
    let keys = Keys::passphrase(PASSPHRASE);
    Book::open(data, &identity(), keys, &Opening::default()).unwrap()
}

fn draft() -> DraftKey {
    DraftKey::new(DraftKind::Visit, CaseId(uuid::Uuid::from_u128(7)))
}

/// Not a test by itself: the others start this binary again to run it.
#[test]
fn the_process_that_dies() {
    let Some(data) = std::env::var_os(STORE) else {
        return;
    };
    let book = open(Path::new(&data));
    book.save_draft(&draft(), &json!({"note": "写到一半"}), NOW)
        .unwrap();
}

/// False when it came to its end alive.
fn dies(data: &Path, mark: &str) -> bool {
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "dying::the_process_that_dies"])
        .env(STORE, data)
        .env("LIANXIN_KILL_AT", mark)
        .output()
        .unwrap();
    !ended.status.success()
}

fn empty_store() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let keys = Keys::passphrase(PASSPHRASE);
    drop(Book::create(data.path(), &identity(), keys, &Opening::default()).unwrap());
    data
}

/// As a program of that time wrote it: the same key, an older format.
fn store_of_format(format: usize) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let keychain = Keychain::default();
    let keys = Keys {
        passphrase: Some(PASSPHRASE),
        keychain: Some(&keychain),
    };
    drop(Book::create(data.path(), &identity(), keys, &Opening::default()).unwrap());
    let path = folder_of(data.path(), &identity()).join("book.db");
    fs::remove_file(&path).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    let key = format!("x'{}'", hex::encode(keychain.only_key()));
    db.pragma_update(None, "key", key).unwrap();
    db.pragma_update(None, "cipher_page_size", 8192).unwrap();
    for step in &STEPS[..format] {
        db.execute_batch(step).unwrap();
    }
    db.pragma_update(None, "user_version", format as u32)
        .unwrap();
    data
}

#[test]
fn a_draft_is_there_or_not_whenever_the_process_dies() {
    for (mark, kept) in [
        ("desk.draft.before_commit", false),
        ("desk.draft.after_commit", true),
    ] {
        let data = empty_store();
        assert!(dies(data.path(), mark), "{mark} was not reached");
        assert_eq!(
            open(data.path()).draft(&draft()).unwrap().is_some(),
            kept,
            "{mark}"
        );
    }
}

#[test]
fn a_change_of_format_that_is_cut_off_anywhere_is_done_again() {
    let marks = marks::ALL
        .iter()
        .filter(|mark| mark.starts_with("desk.migrate."));
    for mark in marks {
        let mut times = 1;
        loop {
            let data = store_of_format(2);
            if !dies(data.path(), &format!("{mark}#{times}")) {
                break;
            }
            let book = open(data.path());
            let copies = book.folder().join("copies");
            let kept: Vec<String> = fs::read_dir(&copies)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name.ends_with(".db"))
                .collect();
            assert!(
                kept.contains(&"book-format-2.db".to_owned()),
                "{mark}: {kept:?}"
            );
            book.save_draft(&draft(), &json!({}), NOW).unwrap();
            times += 1;
        }
        assert!(times > 1, "{mark} was not reached");
    }
}
