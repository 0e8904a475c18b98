//! Invariant 7: after leave and drain nothing readable remains; before, nothing
//! is missing.

use crate::support::*;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use casebook::{AttentionKind, DraftKey, DraftKind, ListQuery, PhotoState, sha256_of};
use casework::{ActionId, EventKind, VisitRecord};
use protocol::push::{Mutation, Outcome};
use protocol::recovered::Told;
use protocol::sealed::{Reader, Record};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::json;
use std::collections::BTreeMap;

/// In everything that is written of the case.
const MARKER: &str = "狗窝在后院围墙边";

/// The store as whoever holds its key sees it.
fn opened(desk: &Desk) -> Connection {
    let key = desk.keychain.only_key();
    let db = Connection::open(desk.book.folder().join("book.db")).unwrap();
    db.pragma_update(None, "key", format!("x'{}'", hex::encode(key)))
        .unwrap();
    db.pragma_update(None, "cipher_page_size", 8192).unwrap();
    db
}

/// Every table and column that holds the marker.
fn readable(desk: &Desk) -> Vec<String> {
    let db = opened(desk);
    let mut tables = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut found = Vec::new();
    for table in tables {
        let mut rows = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns: Vec<String> = rows.column_names().map(str::to_owned).collect();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for (place, column) in columns.iter().enumerate() {
                let bytes = match row.get_ref(place).unwrap() {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                    _ => continue,
                };
                // Documents are packed.
                let unpacked = zstd::decode_all(bytes).unwrap_or_else(|_| bytes.to_vec());
                if holds(&unpacked, MARKER.as_bytes()) {
                    found.push(format!("{table}.{column}"));
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// What of these is anywhere in the file, deciphered: also in pages that were freed.
fn in_the_file(desk: &Desk, traces: &[Vec<u8>]) -> usize {
    let mut db = opened(desk);
    let pages = db.serialize("main").unwrap();
    traces.iter().filter(|trace| holds(&pages, trace)).count()
}

/// The marker, and the ends of what holds it packed.
fn traces(desk: &Desk) -> Vec<Vec<u8>> {
    let db = opened(desk);
    let mut bodies = db
        .prepare("SELECT body FROM case_document ORDER BY key")
        .unwrap();
    let bodies = bodies.query_map([], |row| row.get(0)).unwrap();
    let ends = bodies.map(|body: rusqlite::Result<Vec<u8>>| {
        let body = body.unwrap();
        body[body.len() - 32..].to_vec()
    });
    ends.chain([MARKER.as_bytes().to_vec()]).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

struct Story {
    desk: Desk,
    case: History,
    visit: ActionId,
}

impl Story {
    /// A case whose text, visit, drafts and search all speak of the marker.
    fn new() -> Self {
        let desk = desk();
        let case = History::registered(1, MARKER, &format!("群众反映{MARKER}"));
        desk.pull(vec![case.put()]);
        desk.book.index_all().unwrap();
        let draft = DraftKey::new(DraftKind::Visit, case.id);
        desk.book
            .save_draft(&draft, &json!({ "note": MARKER }), NOW)
            .unwrap();
        let visit = desk.confirm(case.id, visit(&format!("现场：{MARKER}"))).id;
        desk.book.discard_draft(&draft).unwrap();
        Self { desk, case, visit }
    }

    fn leave(&self) -> bool {
        !self.desk.pull(vec![self.case.leave()]).left.is_empty()
    }

    /// A backup covers all that was answered.
    fn back_up(&self) {
        let covered = BTreeMap::from([(OFFICE.to_owned(), 1_000_000)]);
        let epoch = self.desk.book.session().unwrap().epoch;
        self.desk.book.note_safe(&epoch, &covered).unwrap();
    }

    fn batch(&self) -> Vec<Mutation> {
        let batch = self.desk.book.batch(NOW, true).unwrap();
        batch.map_or_else(Vec::new, |batch| batch.mutations)
    }
}

/// The load that brings it back is no first one, though no case is here when it begins.
#[test]
fn a_case_that_comes_back_leaves_no_stub() {
    let desk = desk();
    let (case, other) = (
        History::registered(1, MARKER, "正文"),
        History::registered(2, "另一件", "正文"),
    );
    desk.pull(vec![case.put()]);
    desk.pull(vec![case.leave()]);
    assert_eq!(stubs(&desk), 1);

    let round = desk.book.begin_pull().unwrap();
    for (change, more) in [(other.put(), true), (case.put(), false)] {
        let page = casebook::Page {
            more,
            ..page(vec![change])
        };
        desk.book.apply_page(&round, page, NOW).unwrap();
    }
    assert_eq!(stubs(&desk), 0);
}

fn stubs(desk: &Desk) -> i64 {
    opened(desk)
        .query_row("SELECT count(*) FROM stub", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn nothing_readable_remains_of_a_case_that_left() {
    let story = Story::new();
    let traces = traces(&story.desk);
    assert!(!readable(&story.desk).is_empty());
    assert_eq!(in_the_file(&story.desk, &traces), 2);
    let original = story.batch().remove(0).payload;
    assert!(!story.leave(), "unsent work keeps it");
    assert!(!readable(&story.desk).is_empty(), "and nothing is missing");

    story.desk.acknowledge(Outcome::Applied);
    assert!(story.leave());
    assert_eq!(readable(&story.desk), [] as [&str; 0]);
    assert_eq!(in_the_file(&story.desk, &traces), 0);
    assert!(story.desk.book.outbox().unwrap().is_empty());
    assert!(story.desk.book.outbox_entry(story.visit).unwrap().is_none());
    let wanted = ListQuery {
        search: Some(MARKER.into()),
        ..ListQuery::default()
    };
    assert_eq!(story.desk.book.list(&wanted).unwrap().total, 0);

    // It is kept for the server alone, word for word, until a backup has it.
    story.desk.book.enter_epoch("epoch-2").unwrap();
    let again = story.batch().remove(0);
    assert_eq!(again.payload, "");
    let sealed = BASE64_STANDARD.decode(again.sealed.unwrap()).unwrap();
    let mut reader = Reader::open(&sealed[..], SERVER_SECRET).unwrap();
    assert!(reader.is_proved_by(PROOF_KEY));
    let Some(Record::Action(inside)) = reader.record().unwrap() else {
        panic!("one action");
    };
    assert_eq!(inside.payload, original);
}

#[test]
fn what_a_backup_has_is_not_even_kept_sealed() {
    // The backup comes before the case leaves, or after it.
    for backed_up_before in [true, false] {
        let story = Story::new();
        story.desk.acknowledge(Outcome::Applied);
        if backed_up_before {
            story.back_up();
        }
        assert!(story.leave());
        if !backed_up_before {
            story.back_up();
        }
        assert_eq!(readable(&story.desk), [] as [&str; 0]);
        story.desk.book.enter_epoch("epoch-2").unwrap();
        assert!(story.batch().is_empty());
        let sealed: i64 = opened(&story.desk)
            .query_row(
                "SELECT count(*) FROM outbox WHERE sealed IS NOT NULL",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(sealed, 0);
    }
}

#[test]
fn what_is_held_stays_readable_until_its_person_settled_it() {
    let story = Story::new();
    story.desk.acknowledge(Outcome::Held);
    assert!(story.leave());
    assert_eq!(readable(&story.desk), ["outbox.payload"]);
    let attention = story.desk.book.attention().unwrap();
    let AttentionKind::Held(held) = &attention[0].kind else {
        panic!("{attention:?}");
    };
    assert!(held.payload.contains(MARKER));

    let mut settling = casebook::Intent::new(story.case.id, contact("已另行处理"), NOW);
    settling.resolves = Some(story.visit);
    story.desk.book.confirm(settling).unwrap();
    story.desk.acknowledge(Outcome::Applied);
    story.desk.pull(vec![]);
    assert_eq!(readable(&story.desk), [] as [&str; 0]);
}

#[test]
fn a_sealed_action_that_a_restored_server_holds_waits_for_the_feed() {
    let story = Story::new();
    story.desk.acknowledge(Outcome::Applied);
    assert!(story.leave());
    story.desk.book.enter_epoch("epoch-2").unwrap();
    let batch = story.desk.book.batch(NOW, true).unwrap().unwrap();
    let mut answered = batch.clone();
    // The server reads what is sealed; this desk's test double cannot.
    answered.mutations[0].payload = format!(
        r#"{{"id":"{}","case":"{}","base_rev":0,"action":{{"kind":"sign_for"}},"v":1,"at":0}}"#,
        story.visit, story.case.id
    );
    let reply = reply(&answered, Outcome::Held);
    story.desk.book.acknowledge(&batch, &reply).unwrap();
    assert!(story.desk.book.attention().unwrap().is_empty());
    assert!(story.desk.book.outbox().unwrap().is_empty());
}

#[test]
fn what_was_fetched_for_a_case_cannot_be_opened_after_it_left() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    let bytes = b"a colleague's photo";
    let (sha256, _) = sha256_of(&bytes[..]).unwrap();
    let visit = VisitRecord {
        at: NOW,
        note: "三只犬".into(),
        companions: String::new(),
        finding: None,
        lat: None,
        lng: None,
        no_photo_reason: None,
        photos: vec![photo_ref(&sha256, bytes.len() as u64)],
    };
    let visited = case.clone().with(
        ActionId(uuid::Uuid::from_u128(7)),
        EventKind::VisitLogged { visit },
    );
    desk.pull(vec![visited.put()]);
    desk.book.keep_fetched(&sha256, bytes, NOW).unwrap();
    assert!(desk.book.has_blob(&sha256).unwrap());
    assert_eq!(desk.pull(vec![case.leave()]).left, [case.id]);
    assert!(!desk.book.has_blob(&sha256).unwrap());

    let file = desk
        .book
        .folder()
        .join("fetched")
        .join(&sha256[..2])
        .join(&sha256);
    assert!(file.exists(), "without its key");
    let desk = desk.reopen();
    assert!(!file.exists());
    drop(desk);
}

#[test]
fn an_own_photo_of_a_case_that_left_goes_as_soon_as_a_backup_has_it() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let photo = desk
        .book
        .add_photo_bytes(&b"jpeg"[..], "a.jpg", NOW)
        .unwrap();
    let photos = vec![photo_ref(&photo.sha256, photo.size)];
    desk.confirm(case.id, visit_with("三只犬", photos));
    desk.acknowledge(Outcome::Applied);
    desk.pull(vec![]);
    let book = &desk.book;
    book.photo_state(&photo.sha256, PhotoState::Receipt)
        .unwrap();
    assert_eq!(desk.pull(vec![case.leave()]).left, [case.id]);
    assert!(!book.let_photo_go(&photo.sha256, NOW).unwrap());
    book.photo_state(&photo.sha256, PhotoState::Safe).unwrap();
    assert!(book.let_photo_go(&photo.sha256, NOW).unwrap());
}

#[test]
fn what_a_case_once_was_goes_with_it_when_the_server_was_told() {
    let desk = desk();
    let backed_up = History::registered(1, "流浪犬扰民", "有犬");
    let before = backed_up.clone().with(
        ActionId(uuid::Uuid::from_u128(9)),
        EventKind::ContactLogged {
            note: MARKER.into(),
        },
    );
    desk.pull(vec![before.put()]);
    desk.book.enter_epoch("epoch-2").unwrap();
    desk.pull(vec![backed_up.put()]);
    let former = desk.book.former_to_report(NOW, 1 << 20).unwrap();
    assert_eq!(readable(&desk), ["former.document"]);
    desk.book
        .former_reported(&former, "epoch-2", &[Told::Kept])
        .unwrap();
    assert_eq!(desk.pull(vec![backed_up.leave()]).left, [backed_up.id]);
    assert_eq!(readable(&desk), [] as [&str; 0]);
}
