use crate::support::*;
use casebook::{Book, Error, Keys, Opening, folder_of, stores};
use std::fs;
use std::time::Duration;

const PASSPHRASE: &str = "白鹤新村 42";

fn keyed(passphrase: &str) -> Keys<'_> {
    Keys::passphrase(passphrase)
}

#[test]
fn a_passphrase_opens_its_store_and_no_other_does() {
    let data = tempfile::tempdir().unwrap();
    let opening = Opening::default();
    drop(Book::create(data.path(), &identity(), keyed(PASSPHRASE), &opening).unwrap());

    let open = |keys| Book::open(data.path(), &identity(), keys, &opening);
    assert_eq!(
        open(keyed("x")).err().unwrap().code(),
        "key.wrong_passphrase"
    );
    assert_eq!(open(Keys::default()).err().unwrap().code(), "key.missing");
    let book = open(keyed(PASSPHRASE)).unwrap();
    assert_eq!(
        stores(data.path()).unwrap(),
        [(identity(), book.folder().to_owned())]
    );
}

#[test]
fn a_keychain_opens_the_store_and_the_passphrase_still_does_without_it() {
    let data = tempfile::tempdir().unwrap();
    let (keychain, empty) = (Keychain::default(), Keychain::default());
    let opening = Opening::default();
    let both = Keys {
        passphrase: Some(PASSPHRASE),
        keychain: Some(&keychain),
    };
    drop(Book::create(data.path(), &identity(), both, &opening).unwrap());

    let open = |keys| Book::open(data.path(), &identity(), keys, &opening);
    drop(open(Keys::keychain(&keychain)).unwrap());
    assert_eq!(
        open(Keys::keychain(&empty)).err().unwrap().code(),
        "key.missing"
    );
    let forgotten = Keys {
        passphrase: Some(PASSPHRASE),
        keychain: Some(&empty),
    };
    drop(open(forgotten).unwrap());
}

#[test]
fn a_new_passphrase_replaces_the_old_one() {
    let desk = desk();
    desk.book.rewrap(keyed(PASSPHRASE)).unwrap();
    desk.book.opens_with(keyed(PASSPHRASE)).unwrap();
    desk.book.rewrap(keyed("新口令")).unwrap();
    let old = desk.book.opens_with(keyed(PASSPHRASE)).unwrap_err();
    assert_eq!(old.code(), "key.wrong_passphrase");
    desk.book.opens_with(keyed("新口令")).unwrap();
}

#[test]
fn a_key_is_never_made_beside_an_existing_database() {
    let desk = desk();
    let folder = desk.book.folder().to_owned();
    let Desk {
        data,
        book,
        keychain,
    } = desk;
    drop(book);
    fs::remove_file(folder.join("key.json")).unwrap();
    let before = fs::read(folder.join("book.db")).unwrap();

    let again = Book::create(
        data.path(),
        &identity(),
        Keys::keychain(&keychain),
        &Opening::default(),
    );
    assert_eq!(again.err().unwrap().code(), "store.exists");
    assert!(!folder.join("key.json").exists());
    let open = Book::open(
        data.path(),
        &identity(),
        Keys::keychain(&keychain),
        &Opening::default(),
    );
    assert_eq!(open.err().unwrap().code(), "key.missing");
    assert_eq!(fs::read(folder.join("book.db")).unwrap(), before);
}

#[test]
fn a_creation_that_was_cut_off_can_be_done_again() {
    let data = tempfile::tempdir().unwrap();
    let folder = folder_of(data.path(), &identity());
    let keychain = Keychain::default();
    drop(
        Book::create(
            data.path(),
            &identity(),
            Keys::keychain(&keychain),
            &Opening::default(),
        )
        .unwrap(),
    );
    // As if power had failed between the key and the database.
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("book.db"))
        {
            fs::remove_file(path).unwrap();
        }
    }
    Book::create(
        data.path(),
        &identity(),
        Keys::keychain(&keychain),
        &Opening::default(),
    )
    .unwrap();
}

#[test]
fn a_second_process_is_told_that_the_store_is_open() {
    let desk = desk();
    let wait = Opening::waiting(Duration::from_millis(1));
    let second = Book::open(
        desk.data.path(),
        &identity(),
        Keys::keychain(&desk.keychain),
        &wait,
    );
    assert!(matches!(second, Err(Error::InUse { .. })));
    desk.reopen();
}

#[test]
fn another_account_is_another_store() {
    let desk = desk();
    let other = casebook::Identity::new("http://127.0.0.1:8420", "zhou.min");
    assert!(!Book::exists(desk.data.path(), &other));
    let keys = Keys::keychain(&desk.keychain);
    let open = Book::open(desk.data.path(), &other, keys, &Opening::default());
    assert_eq!(open.err().unwrap().code(), "store.missing");
    Book::create(desk.data.path(), &other, keys, &Opening::default()).unwrap();
    assert_eq!(stores(desk.data.path()).unwrap().len(), 2);
}

#[test]
fn no_file_of_the_store_holds_a_readable_word() {
    let desk = desk();
    let case = History::registered(1, "白鹤新村流浪犬扰民", "每天凌晨三点开始吠叫");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, contact("已电话联系王小明"));
    let photo = desk
        .book
        .add_photo_bytes(&b"EXIF camera bytes, plain"[..], "a.jpg", NOW)
        .unwrap();
    desk.book.index_all().unwrap();
    let folder = desk.book.folder().to_owned();
    assert!(desk.book.has_blob(&photo.sha256).unwrap());
    holds_no_readable_word(&folder);
    // Also what the last checkpoint leaves.
    let Desk {
        data: _data, book, ..
    } = desk;
    drop(book);
    holds_no_readable_word(&folder);
}

fn holds_no_readable_word(folder: &std::path::Path) {
    let needles = [
        "白鹤",
        "凌晨",
        "王小明",
        "13800001234",
        "camera bytes",
        "CREATE TABLE",
    ];
    for file in files(folder) {
        let bytes = fs::read(&file).unwrap();
        for needle in needles {
            let found = bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes());
            assert!(!found, "{needle} in {}", file.display());
        }
    }
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    assert!(!found.is_empty());
    found
}

#[test]
fn a_page_that_rotted_is_named_and_nothing_is_deleted() {
    let desk = desk();
    let folder = desk.book.folder().to_owned();
    let Desk {
        data,
        book,
        keychain,
    } = desk;
    drop(book);
    let path = folder.join("book.db");
    let mut bytes = fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(100).take(4000) {
        *byte ^= 0x5a;
    }
    fs::write(&path, &bytes).unwrap();
    let open = Book::open(
        data.path(),
        &identity(),
        Keys::keychain(&keychain),
        &Opening::default(),
    );
    assert_eq!(open.err().unwrap().code(), "store.corrupt_page");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_destroyed_store_leaves_neither_key_nor_file() {
    let desk = desk();
    let folder = desk.book.folder().to_owned();
    let Desk {
        data: _data,
        book,
        keychain,
    } = desk;
    book.destroy(Some(&keychain)).unwrap();
    assert!(!folder.exists());
}

#[test]
fn a_store_whose_keys_were_destroyed_is_gone_even_if_its_files_were_open() {
    let desk = desk();
    let folder = desk.book.folder().to_owned();
    desk.book.destroy_keys(Some(&desk.keychain)).unwrap();
    let again = Book::open(
        desk.data.path(),
        &identity(),
        Keys::keychain(&desk.keychain),
        &Opening::default(),
    );
    assert!(again.is_err());
    drop(desk.book);
    // As the next start finds it.
    assert!(folder.exists());
    casebook::finish_erasing(desk.data.path()).unwrap();
    assert!(!folder.exists());
    assert!(stores(desk.data.path()).unwrap().is_empty());
}

#[test]
fn erasing_one_store_leaves_the_others_alone() {
    let desk = desk();
    casebook::finish_erasing(desk.data.path()).unwrap();
    assert!(desk.book.folder().exists());
    assert_eq!(stores(desk.data.path()).unwrap().len(), 1);
}
