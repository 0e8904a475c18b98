use crate::support::*;
use casebook::{Book, Change, Differing, DraftKey, DraftKind, Keys, ListQuery, Opening};
use casework::{ActionId, EventKind, Moment, UserId};
use protocol::digest::{Bucket, BucketSum, Sum, content};
use protocol::item::HeldAction;
use protocol::push::Outcome;
use serde_json::json;
use uuid::Uuid;

fn all_cases() -> Bucket {
    Bucket {
        scope: SCOPE.into(),
        kind: "case".into(),
        keys: Some((0, i64::MAX)),
    }
}

/// As the server makes it of these cases.
fn digest(cases: &[&History]) -> Vec<BucketSum> {
    let mut sum = Sum::default();
    for case in cases {
        let document = serde_json::to_string(&case.document()).unwrap();
        sum.add_case(content(document.as_bytes()));
    }
    vec![sum.of(all_cases())]
}

fn compare(desk: &Desk, cases: &[&History]) -> Vec<Differing> {
    let round = desk.book.begin_pull().unwrap();
    let page = casebook::Page {
        digest: Some(digest(cases)),
        ..page(vec![])
    };
    desk.book.apply_page(&round, page, NOW).unwrap().differing
}

fn titles(desk: &Desk) -> Vec<String> {
    let page = desk.book.list(&ListQuery::default()).unwrap();
    let mut titles: Vec<_> = page.rows.into_iter().map(|row| row.summary.title).collect();
    titles.sort();
    titles
}

#[test]
fn what_is_the_same_is_not_compared_again_before_tomorrow() {
    let desk = desk();
    let (one, two) = (History::dispatched(1, "甲"), History::dispatched(2, "乙"));
    assert!(desk.book.digest_is_due(NOW).unwrap(), "never yet");
    desk.pull(vec![one.put(), two.put()]);
    assert!(compare(&desk, &[&one, &two]).is_empty());
    assert!(!desk.book.digest_is_due(NOW).unwrap());
    assert!(desk.book.digest_is_due(Moment(NOW.0 + DAY)).unwrap());
    assert!(desk.book.digest_is_due(Moment(NOW.0 - 1)).unwrap());
    desk.book.enter_epoch("epoch-2").unwrap();
    assert!(desk.book.digest_is_due(NOW).unwrap(), "all is read again");
}

#[test]
fn after_a_crash_it_is_time_to_compare() {
    let desk = desk();
    let one = History::dispatched(1, "甲");
    desk.pull(vec![one.put()]);
    compare(&desk, &[&one]);
    let killed = tempfile::tempdir().unwrap();
    copy_folder(desk.data.path(), killed.path());

    let desk = desk.reopen();
    assert!(!desk.book.digest_is_due(NOW).unwrap(), "it was closed");
    let keys = Keys::keychain(&desk.keychain);
    let book = Book::open(killed.path(), &identity(), keys, &Opening::default()).unwrap();
    assert!(book.digest_is_due(NOW).unwrap());
    assert_eq!(book.list(&ListQuery::default()).unwrap().total, 1);
}

#[test]
fn a_bucket_is_made_right_and_what_a_person_wrote_stays() {
    let desk = desk();
    let there = [1, 2, 4].map(|key| History::dispatched(key, &format!("第{key}件")));
    // Altered, and newer than the server's by its own word; one too many; one too few.
    let altered = there[0]
        .clone()
        .with(ActionId(Uuid::from_u128(8)), EventKind::SignedFor);
    let too_many = History::dispatched(3, "第3件");
    desk.pull(vec![altered.put(), there[1].put(), too_many.put()]);
    desk.confirm(there[0].id, visit("三只犬"));
    let key = DraftKey::new(DraftKind::Visit, there[1].id);
    desk.book
        .save_draft(&key, &json!({"note": "写了一半"}), NOW)
        .unwrap();

    let differing = compare(&desk, &there.each_ref());
    assert_eq!(
        differing,
        [Differing {
            bucket: all_cases(),
            here: 3,
            there: 3
        }]
    );
    assert!(desk.book.digest_is_due(NOW).unwrap(), "not right yet");
    let round = desk.book.begin_pull().unwrap();
    let changes = there.iter().map(History::put).collect();
    desk.book
        .apply_bucket(&round, &all_cases(), page(changes), NOW)
        .unwrap();
    let view = desk.book.case(there[0].id).unwrap();
    assert_eq!(view.case.visits.len(), 1, "shown once, on top");
    assert_eq!((view.events.len(), view.row.pending), (3, 1));
    assert_eq!(
        titles(&desk).len(),
        4,
        "nothing leaves before a pull says so"
    );

    assert_eq!(desk.pull(vec![]).left, [too_many.id]);
    assert_eq!(titles(&desk), ["第1件", "第2件", "第4件"]);
    assert!(compare(&desk, &there.each_ref()).is_empty());
    assert_eq!(desk.book.unsent().unwrap(), 1);
    assert!(desk.book.draft(&key).unwrap().is_some());
    desk.acknowledge(Outcome::Applied);
}

#[test]
fn a_case_that_stands_in_another_scope_too_stays() {
    let desk = desk();
    let one = History::dispatched(1, "甲");
    let round = desk.book.begin_pull().unwrap();
    let mut both = page(vec![one.put(), one.put_in("office:beside")]);
    both.scopes.push("office:beside".into());
    desk.book.apply_page(&round, both.clone(), NOW).unwrap();
    let round = desk.book.begin_pull().unwrap();
    desk.book
        .apply_bucket(&round, &all_cases(), page(vec![]), NOW)
        .unwrap();
    both.changes.clear();
    let round = desk.book.begin_pull().unwrap();
    let applied = desk.book.apply_page(&round, both, NOW).unwrap();
    assert!(applied.left.is_empty());
    assert_eq!(titles(&desk), ["甲"]);
}

#[test]
fn a_held_action_that_the_server_has_no_more_goes_with_its_bucket() {
    let desk = desk();
    let one = History::dispatched(1, "甲");
    let held = HeldAction {
        id: ActionId(Uuid::from_u128(5)),
        case: one.id,
        case_number: "20261102-0001".into(),
        author: UserId::from("chen.jing"),
        author_name: "陈静".into(),
        at: NOW,
        code: "case.changed".into(),
        facts: Default::default(),
        payload: "{}".into(),
        resolved: false,
    };
    let change = Change::Held {
        scope: SCOPE.into(),
        rev: 1,
        held,
    };
    desk.pull(vec![one.put(), change]);
    assert_eq!(desk.book.case(one.id).unwrap().row.attention, 1);
    let bucket = Bucket {
        kind: "held".into(),
        keys: None,
        ..all_cases()
    };
    let sum = Sum::default().of(bucket.clone());
    let round = desk.book.begin_pull().unwrap();
    let page_with = casebook::Page {
        digest: Some(vec![sum]),
        ..page(vec![])
    };
    let applied = desk.book.apply_page(&round, page_with, NOW).unwrap();
    assert_eq!(
        (applied.differing[0].here, applied.differing[0].there),
        (1, 0)
    );
    desk.book
        .apply_bucket(&round, &bucket, page(vec![]), NOW)
        .unwrap();
    assert!(desk.book.attention().unwrap().is_empty());
    assert_eq!(desk.book.case(one.id).unwrap().row.attention, 0);
}

#[test]
fn a_kind_that_only_a_newer_server_has_is_not_missed() {
    let desk = desk();
    let mut sum = Sum::default();
    sum.add("weather", 3);
    let unknown = Bucket {
        kind: "weather".into(),
        keys: None,
        ..all_cases()
    };
    let round = desk.book.begin_pull().unwrap();
    let page = casebook::Page {
        digest: Some(vec![sum.of(unknown)]),
        ..page(vec![])
    };
    let applied = desk.book.apply_page(&round, page, NOW).unwrap();
    assert!(applied.differing.is_empty());
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}
