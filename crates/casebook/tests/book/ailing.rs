//! The machine ails: a full disk, a lock that somebody else holds, a folder that
//! cannot be written. Each is told by its code, and the store opens again with
//! everything confirmed.

use crate::support::*;
use casebook::{Book, Intent, Keys, Opening};
use std::fs;
use std::path::Path;

fn open(desk: &Parts) -> casebook::Result<Book> {
    let keys = Keys::keychain(&desk.keychain);
    Book::open(desk.data.path(), &identity(), keys, &Opening::default())
}

/// A desk whose store is shut.
struct Parts {
    data: tempfile::TempDir,
    keychain: Keychain,
    folder: std::path::PathBuf,
    case: casework::CaseId,
}

/// One action is confirmed, and everything is in the file.
fn shut() -> Parts {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, contact("此前的"));
    let folder = desk.book.folder().to_owned();
    let Desk {
        data,
        keychain,
        book,
    } = desk;
    drop(book);
    assert!(
        !folder.join("book.db-wal").exists(),
        "the last to close folds the log"
    );
    Parts {
        data,
        keychain,
        folder,
        case: case.id,
    }
}

fn notes(book: &Book) -> usize {
    book.outbox().unwrap().len()
}

/// Every byte that is to be written meets a full device.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_store_goes_on_when_there_is_room() {
    let parts = shut();
    let log = parts.folder.join("book.db-wal");
    std::os::unix::fs::symlink("/dev/full", &log).unwrap();
    {
        let book = open(&parts).unwrap();
        for _ in 0..2 {
            let error = book.confirm(Intent::new(parts.case, contact("写不下"), NOW));
            assert_eq!(error.unwrap_err().code(), "disk.full");
            assert_eq!(notes(&book), 1, "what cannot be kept is not shown");
        }
        let key = casebook::DraftKey::new(casebook::DraftKind::Visit, parts.case);
        let draft = book.save_draft(&key, &serde_json::json!({}), NOW);
        assert_eq!(draft.unwrap_err().code(), "disk.full");
    }
    fs::remove_file(&log).ok();
    let book = open(&parts).unwrap();
    assert_eq!(notes(&book), 1);
    book.confirm(Intent::new(parts.case, contact("又有地方了"), NOW))
        .unwrap();
    assert_eq!(notes(&book), 2);
}

#[test]
fn a_store_that_another_program_locks_says_so_and_goes_on_afterwards() {
    let parts = shut();
    let book = open(&parts).unwrap();
    let other = rusqlite::Connection::open(parts.folder.join("book.db")).unwrap();
    let key = format!("x'{}'", hex::encode(parts.keychain.only_key()));
    other.pragma_update(None, "key", key).unwrap();
    other.pragma_update(None, "cipher_page_size", 8192).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = book
        .confirm(Intent::new(parts.case, contact("等不到"), NOW))
        .unwrap_err();
    assert_eq!(error.code(), "store.locked");
    assert_eq!(notes(&book), 1);
    other.execute_batch("ROLLBACK").unwrap();
    book.confirm(Intent::new(parts.case, contact("轮到了"), NOW))
        .unwrap();
    assert_eq!(notes(&book), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_changes() {
    let parts = shut();
    let before = fs::read(parts.folder.join("book.db")).unwrap();
    set_writable(parts.data.path(), false);
    let refused = as_an_ordinary_user(|| open(&parts).err().unwrap().code().to_owned());
    set_writable(parts.data.path(), true);
    assert_eq!(refused, "store.file");
    assert_eq!(fs::read(parts.folder.join("book.db")).unwrap(), before);
    assert_eq!(notes(&open(&parts).unwrap()), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_database_file_that_cannot_be_written_is_told_and_nothing_changes() {
    let parts = shut();
    let book = parts.folder.join("book.db");
    let before = fs::read(&book).unwrap();
    set_writable(parts.data.path(), true);
    set_mode(&book, 0o444);
    set_mode(&parts.folder, 0o777);
    set_mode(&parts.folder.join("store.lock"), 0o666);
    let refused = as_an_ordinary_user(|| open(&parts).err().map(|error| error.code().to_owned()));
    set_mode(&book, 0o644);
    assert_eq!(refused.as_deref(), Some("store.file"));
    assert_eq!(fs::read(&book).unwrap(), before);
    assert_eq!(notes(&open(&parts).unwrap()), 1);
}

#[test]
fn photos_that_have_no_place_are_told_and_the_store_goes_on() {
    let parts = shut();
    let shelf = parts.folder.join("photos");
    fs::remove_dir_all(&shelf).ok();
    fs::write(&shelf, b"a file where a folder should be").unwrap();
    let book = open(&parts).unwrap();
    let refused = book
        .add_photo_bytes(&b"jpeg"[..], "a.jpg", NOW)
        .unwrap_err();
    assert_eq!(refused.code(), "store.file");
    book.confirm(Intent::new(parts.case, contact("没有照片"), NOW))
        .unwrap();
    fs::remove_file(&shelf).unwrap();
    book.add_photo_bytes(&b"jpeg"[..], "a.jpg", NOW).unwrap();
    assert_eq!(notes(&book), 2);
}

#[test]
fn an_empty_keychain_is_told_and_the_key_that_comes_back_opens_everything() {
    let parts = shut();
    let empty = Keychain::default();
    let keys = Keys::keychain(&empty);
    let refused = Book::open(parts.data.path(), &identity(), keys, &Opening::default());
    assert_eq!(refused.err().unwrap().code(), "key.missing");
    assert_eq!(notes(&open(&parts).unwrap()), 1);
}

#[test]
fn a_rotten_page_in_the_middle_is_told_and_the_rest_can_still_be_exported() {
    let parts = shut();
    let path = parts.folder.join("book.db");
    let sound = fs::read(&path).unwrap();
    let mut told = 0;
    for page in 1..sound.len() / 8192 {
        let mut rotten = sound.clone();
        rotten[page * 8192 + 100] ^= 1;
        fs::write(&path, &rotten).unwrap();
        let outcome = open(&parts).and_then(|book| book.case(parts.case).map(drop));
        if let Err(error) = outcome {
            assert_eq!(error.code(), "store.corrupt_page", "page {page}");
            told += 1;
        }
        for log in ["book.db-wal", "book.db-shm"] {
            fs::remove_file(parts.folder.join(log)).ok();
        }
    }
    assert!(told > 0);
    fs::write(&path, &sound).unwrap();
    assert_eq!(notes(&open(&parts).unwrap()), 1);
}

/// Whatever can go wrong with a store has its sentence in the window.
#[test]
fn every_code_of_the_store_has_words() {
    let words = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../ui/src/words/sentences.ts"
    );
    let words = fs::read_to_string(words).unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/error.rs");
    let source = fs::read_to_string(source).unwrap();
    let codes: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Error::")?.split_once("=> \""))
        .filter_map(|(_, rest)| rest.strip_suffix("\","))
        .collect();
    assert!(codes.len() > 20, "{codes:?}");
    for code in codes {
        assert!(words.contains(&format!("'{code}':")), "{code} has no words");
    }
}

#[cfg(target_os = "linux")]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(target_os = "linux")]
fn set_writable(path: &Path, writable: bool) {
    let folder = path.is_dir();
    // Inwards first while taking away, outwards first while giving back.
    let mode = match (folder, writable) {
        (true, true) => 0o755,
        (true, false) => 0o555,
        (false, true) => 0o644,
        (false, false) => 0o444,
    };
    if writable {
        set_mode(path, mode);
    }
    if folder {
        for entry in fs::read_dir(path).unwrap() {
            set_writable(&entry.unwrap().path(), writable);
        }
    }
    if !writable {
        set_mode(path, mode);
    }
}

/// Root may write everywhere: its thread steps down for the while.
#[cfg(target_os = "linux")]
fn as_an_ordinary_user<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    use rustix::process::{Uid, getuid};
    if !getuid().is_root() {
        return work();
    }
    let nobody = Uid::from_raw(65_534);
    std::thread::scope(|scope| {
        let stepped_down = scope.spawn(|| {
            rustix::thread::set_thread_res_uid(None, Some(nobody), None).unwrap();
            work()
        });
        stepped_down.join().unwrap()
    })
}
