use super::*;
use crate::draft::{DraftKey, DraftKind};
use casework::{CaseId, Moment};
use serde_json::json;
use uuid::Uuid;

/// A database that may not grow any more is to SQLite what a full disk is.
fn let_grow(book: &Book, pages: i64) {
    let writer = book.writer();
    let now: i64 = writer
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    let set = format!("PRAGMA max_page_count = {}", now + pages);
    writer.query_row(&set, [], |_| Ok(())).unwrap();
}

fn draft(n: u128) -> DraftKey {
    DraftKey::new(DraftKind::Visit, CaseId(Uuid::from_u128(n)))
}

#[test]
fn a_full_disk_is_told_and_what_was_saved_is_kept() {
    let data = tempfile::tempdir().unwrap();
    let identity = Identity::new("http://127.0.0.1:8420/", "chen.jing");
    let keys = Keys::passphrase("白鹤新村 42");
    let opening = Opening::default();
    let book = Book::create(data.path(), &identity, keys, &opening).unwrap();
    let long = json!({ "note": "现场查看。".repeat(20_000) });
    let save = |n| book.save_draft(&draft(n), &long, Moment(0));
    save(1).unwrap();
    let_grow(&book, 0);
    for _ in 0..2 {
        assert_eq!(save(2).unwrap_err().code(), "disk.full");
    }
    assert_eq!(book.drafts(None).unwrap().len(), 1);
    // Somebody made room.
    let_grow(&book, 1000);
    save(3).unwrap();
    drop(book);
    let book = Book::open(data.path(), &identity, keys, &opening).unwrap();
    let bodies: Vec<_> = book
        .drafts(None)
        .unwrap()
        .into_iter()
        .map(|draft| draft.body)
        .collect();
    assert_eq!(bodies, [long.clone(), long]);
}
