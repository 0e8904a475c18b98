use crate::support::*;
use casebook::{Book, DraftKey, DraftKind, Exported, Keys, Opening, PhotoState, SendState};
use casework::CaseId;
use protocol::push::{Mutation, Outcome};
use protocol::sealed::{Header, Reader, Record};
use serde_json::json;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What the server finds in the file.
struct Opened {
    header: Header,
    actions: Vec<Mutation>,
    photos: Vec<Vec<u8>>,
}

fn open(path: &Path) -> Opened {
    let file = fs::File::open(path).unwrap();
    let mut reader = Reader::open(file, SERVER_SECRET).unwrap();
    assert!(reader.is_proved_by(PROOF_KEY));
    let mut opened = Opened {
        header: reader.header().clone(),
        actions: Vec::new(),
        photos: Vec::new(),
    };
    while let Some(record) = reader.record().unwrap() {
        match record {
            Record::Action(action) => opened.actions.push(action),
            Record::Part(part) if part.offset == 0 => opened.photos.push(part.bytes),
            Record::Part(part) => opened.photos.last_mut().unwrap().extend(part.bytes),
        }
    }
    opened
}

/// A desk with a case, and a folder to export to.
fn at_a_case(desk: Desk) -> (Desk, CaseId, tempfile::TempDir) {
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    (desk, case.id, tempfile::tempdir().unwrap())
}

fn visit_with_photo(desk: &Desk, case: CaseId, note: &str, bytes: &[u8]) -> String {
    let photo = desk.book.add_photo_bytes(bytes, "IMG_1.jpg", NOW).unwrap();
    let photos = vec![photo_ref(&photo.sha256, photo.size)];
    desk.confirm(case, visit_with(note, photos));
    photo.sha256
}

#[test]
fn an_export_holds_what_is_unsent_word_for_word_and_changes_nothing_here() {
    let (desk, case, folder) = at_a_case(desk());
    let picture: Vec<u8> = (0..3_000_000usize).map(|n| (n * 31 % 251) as u8).collect();
    desk.confirm(case, contact("已联系"));
    desk.acknowledge(Outcome::Applied);
    desk.confirm(case, visit("看见 \"三只\" 犬\n已拍照 🐕"));
    visit_with_photo(&desk, case, "附照片", &picture);
    let waiting = desk.book.batch(NOW, true).unwrap().unwrap();

    let path = folder.path().join("unsent.lianxin");
    let exported = desk.book.export(&path, "0.1.0", NOW).unwrap();
    let bytes = fs::metadata(&path).unwrap().len();
    assert_eq!(
        exported,
        Exported {
            actions: 2,
            photos: 1,
            bytes,
            drafts: 0,
            damaged: 0
        }
    );
    let opened = open(&path);
    assert_eq!(opened.actions, waiting.mutations);
    assert!(opened.photos == [picture]);
    assert_eq!(
        (opened.header.device, opened.header.incarnation),
        (waiting.device, waiting.incarnation)
    );
    assert_eq!(opened.header.epoch, waiting.epoch);
    assert_eq!(opened.header.evidence, waiting.evidence);
    assert_eq!(opened.header.user.as_str(), "chen.jing");

    let again = desk.book.batch(NOW, true).unwrap().unwrap();
    assert_eq!(again.mutations, waiting.mutations, "still to be sent");
    let states: Vec<SendState> = desk
        .book
        .outbox()
        .unwrap()
        .iter()
        .map(|entry| entry.state)
        .collect();
    assert_eq!(
        states,
        [SendState::Sent, SendState::Pending, SendState::Pending]
    );
}

#[test]
fn a_photo_whose_visit_arrived_is_exported_until_its_own_receipt_comes() {
    let (desk, case, folder) = at_a_case(desk());
    let sha256 = visit_with_photo(&desk, case, "附照片", b"a picture");
    desk.acknowledge(Outcome::Applied);
    let path = folder.path().join("unsent.lianxin");
    let exported = desk.book.export(&path, "0.1.0", NOW).unwrap();
    assert_eq!((exported.actions, exported.photos), (0, 1));
    assert_eq!(open(&path).photos, [b"a picture"]);

    desk.book.photo_state(&sha256, PhotoState::Receipt).unwrap();
    let nothing = desk.book.export(&path, "0.1.0", NOW).unwrap_err();
    assert_eq!(nothing.code(), "export.nothing");
}

#[test]
fn nothing_unsent_is_told_with_the_drafts_that_nobody_confirmed() {
    let (desk, case, folder) = at_a_case(desk());
    let draft = DraftKey::new(DraftKind::Visit, case);
    desk.book
        .save_draft(&draft, &json!({"note": "三只犬"}), NOW)
        .unwrap();
    let path = folder.path().join("unsent.lianxin");
    let nothing = desk.book.export(&path, "0.1.0", NOW).unwrap_err();
    assert_eq!(nothing.code(), "export.nothing");
    assert_eq!(nothing.facts()["drafts"], 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

    desk.confirm(case, contact("已联系"));
    assert_eq!(desk.book.export(&path, "0.1.0", NOW).unwrap().drafts, 1);
}

#[test]
fn a_damaged_photo_is_left_out_and_counted_and_the_rest_goes() {
    let (desk, case, folder) = at_a_case(desk());
    let sha256 = visit_with_photo(&desk, case, "坏的", b"will rot");
    visit_with_photo(&desk, case, "好的", b"stays sound");
    let stored = desk
        .book
        .folder()
        .join("photos")
        .join(&sha256[..2])
        .join(&sha256);
    let mut bytes = fs::read(&stored).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&stored, bytes).unwrap();

    let path = folder.path().join("unsent.lianxin");
    let exported = desk.book.export(&path, "0.1.0", NOW).unwrap();
    assert_eq!(
        (exported.actions, exported.photos, exported.damaged),
        (2, 1, 1)
    );
    assert_eq!(open(&path).photos, [b"stays sound"]);
}

#[test]
fn a_full_disk_leaves_the_export_of_yesterday_and_nothing_half_written() {
    let disk = Arc::new(SmallDisk(Mutex::new(usize::MAX)));
    let (desk, case, folder) = at_a_case(desk_on(Opening {
        disk: disk.clone(),
        ..Opening::default()
    }));
    let path = folder.path().join("unsent.lianxin");
    desk.confirm(case, contact("已联系"));
    desk.book.export(&path, "0.1.0", NOW).unwrap();
    visit_with_photo(&desk, case, "附照片", &[5; 300_000]);
    *disk.0.lock().unwrap() = 100_000;

    let full = desk.book.export(&path, "0.1.0", NOW).unwrap_err();
    assert_eq!(full.code(), "disk.full");
    assert_eq!(open(&path).actions.len(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let (desk, case, folder) = at_a_case(desk());
    desk.confirm(case, contact("已联系"));
    let stick = folder.path().join("stick");
    let refused = desk
        .book
        .export(&stick.join("unsent.lianxin"), "0.1.0", NOW);
    assert_eq!(refused.unwrap_err().code(), "store.file");
    assert!(!stick.exists());
}

#[test]
fn nothing_that_a_person_wrote_can_be_read_in_the_file() {
    let (desk, case, folder) = at_a_case(desk());
    visit_with_photo(&desk, case, "王小明，13800001234", "照片上的字".as_bytes());
    let path = folder.path().join("unsent.lianxin");
    desk.book.export(&path, "0.1.0", NOW).unwrap();
    let mut bytes = Vec::new();
    let mut file = fs::File::open(&path).unwrap();
    file.read_to_end(&mut bytes).unwrap();
    for secret in ["王小明", "13800001234", "照片上", "chen.jing", "log_visit"] {
        let found = bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{secret}");
    }
}

#[test]
fn a_signed_out_desk_still_exports_and_one_that_never_signed_in_does_not() {
    let (desk, case, folder) = at_a_case(desk());
    desk.confirm(case, contact("已联系"));
    desk.book.forget_session().unwrap();
    let path = folder.path().join("unsent.lianxin");
    assert_eq!(desk.book.export(&path, "0.1.0", NOW).unwrap().actions, 1);

    let (data, keychain) = (tempfile::tempdir().unwrap(), Keychain::default());
    let keys = Keys::keychain(&keychain);
    let fresh = Book::create(data.path(), &identity(), keys, &Opening::default()).unwrap();
    let refused = fresh.export(&path, "0.1.0", NOW).unwrap_err();
    assert_eq!(refused.code(), "auth.signed_out");
}
