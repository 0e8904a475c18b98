//! Power fails: bytes that were never synced are gone, wherever in the log that
//! cuts. What was confirmed before is there, and nothing is half there.

use crate::support::*;
use casebook::{Book, Draft, DraftKey, DraftKind, Keys, Opening, folder_of};
use casework::ActionId;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// SQLite's file format: a header, then frames of a header and a page.
const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + 8192;

/// A store whose work is all in the log, and how long that was after each save.
struct Worked {
    desk: Desk,
    log: Vec<u8>,
    confirmed: Vec<(ActionId, usize)>,
    drafted: (DraftKey, usize),
}

fn folder(desk: &Desk) -> PathBuf {
    desk.book.folder().to_owned()
}

fn log_of(desk: &Desk) -> Vec<u8> {
    fs::read(folder(desk).join("book.db-wal")).unwrap()
}

fn worked() -> Worked {
    let desk = desk();
    let cases: Vec<History> = (1..=3)
        .map(|key| History::dispatched(key, "流浪犬扰民"))
        .collect();
    desk.pull(cases.iter().map(History::put).collect());
    // Closed and opened: what came before is in the file itself.
    let desk = desk.reopen();
    let mut confirmed = Vec::new();
    for (round, case) in cases.iter().cycle().take(5).enumerate() {
        let done = desk.confirm(case.id, contact(&format!("第{round}次联系")));
        confirmed.push((done.id, log_of(&desk).len()));
    }
    let key = DraftKey::new(DraftKind::Visit, cases[0].id);
    desk.book
        .save_draft(&key, &json!({"note": "写到一半"}), NOW)
        .unwrap();
    let drafted = (key, log_of(&desk).len());
    let last = desk.confirm(cases[2].id, contact("最后一次"));
    confirmed.push((last.id, log_of(&desk).len()));
    Worked {
        log: log_of(&desk),
        desk,
        confirmed,
        drafted,
    }
}

/// The store as it is found when the log is this.
fn found(worked: &Worked, log: &[u8]) -> (tempfile::TempDir, Book) {
    let data = tempfile::tempdir().unwrap();
    let to = folder_of(data.path(), &identity());
    fs::create_dir_all(&to).unwrap();
    let from = folder(&worked.desk);
    for name in ["book.db", "key.json"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    fs::write(to.join("book.db-wal"), log).unwrap();
    sound(&worked.desk, &to);
    let keys = Keys::keychain(&worked.desk.keychain);
    let book = Book::open(data.path(), &identity(), keys, &Opening::default()).unwrap();
    (data, book)
}

/// As SQLite itself sees it, on a copy: looking must not mend.
fn sound(desk: &Desk, store: &Path) {
    let copy = tempfile::tempdir().unwrap();
    for name in ["book.db", "book.db-wal"] {
        fs::copy(store.join(name), copy.path().join(name)).unwrap();
    }
    let key = desk.keychain.only_key();
    let db = rusqlite::Connection::open(copy.path().join("book.db")).unwrap();
    db.pragma_update(None, "key", format!("x'{}'", hex::encode(key)))
        .unwrap();
    db.pragma_update(None, "cipher_page_size", 8192).unwrap();
    let told: String = db
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(told, "ok");
}

/// Exactly what was saved by the time the log had this length.
fn holds_what_was_saved(worked: &Worked, book: &Book, length: usize) {
    let expected: Vec<ActionId> = worked
        .confirmed
        .iter()
        .filter(|(_, saved)| *saved <= length)
        .map(|(id, _)| *id)
        .collect();
    let outbox = book.outbox().unwrap();
    let found: Vec<ActionId> = outbox.iter().map(|entry| entry.id).collect();
    assert_eq!(found, expected, "at {length} of {}", worked.log.len());
    let seqs: Vec<u64> = outbox.iter().filter_map(|entry| entry.seq).collect();
    assert_eq!(seqs, (1..=expected.len() as u64).collect::<Vec<_>>());
    // What is shown on top of the replica belongs to it.
    for entry in &outbox {
        let shown = book.case(entry.case).unwrap();
        let here = outbox.iter().filter(|other| other.case == entry.case);
        assert_eq!(shown.row.pending as usize, here.count());
    }
    let (key, saved) = &worked.drafted;
    let draft: Option<Draft> = book.draft(key).unwrap();
    assert_eq!(draft.is_some(), *saved <= length, "the draft at {length}");
}

#[test]
fn whatever_of_the_log_is_lost_what_was_saved_before_is_there_and_nothing_is_half() {
    let worked = worked();
    let whole = worked.log.len();
    let frames = (whole - LOG_HEADER) / FRAME;
    assert!(frames > 20, "there is something to lose: {frames} frames");
    let borders = (0..=frames).map(|frame| LOG_HEADER + frame * FRAME);
    let mut lengths: Vec<usize> = borders
        .flat_map(|border| [border, border + 1, border + FRAME / 2, border + FRAME - 1])
        .filter(|length| *length <= whole)
        .collect();
    lengths.extend([0, 1, LOG_HEADER - 1]);
    for length in lengths {
        let (_data, book) = found(&worked, &worked.log[..length]);
        holds_what_was_saved(&worked, &book, length);
    }
}

#[test]
fn a_log_whose_end_is_noise_is_read_up_to_the_noise() {
    let worked = worked();
    let whole = worked.log.len();
    for (_, saved) in &worked.confirmed {
        for noise in [0x00, 0xff] {
            // Blocks were allotted, and not yet written.
            let mut log = worked.log[..*saved].to_vec();
            log.resize(whole + FRAME, noise);
            let (_data, book) = found(&worked, &log);
            holds_what_was_saved(&worked, &book, *saved);
        }
    }
}

#[test]
fn a_store_that_was_found_cut_off_goes_on_and_takes_what_is_saved_again() {
    let worked = worked();
    let (_, saved) = worked.confirmed[2];
    let (_data, book) = found(&worked, &worked.log[..saved + FRAME / 2]);
    let case = book.outbox().unwrap()[0].case;
    book.confirm(casebook::Intent::new(case, contact("停电以后"), NOW))
        .unwrap();
    assert_eq!(book.outbox().unwrap().len(), 4);
}
