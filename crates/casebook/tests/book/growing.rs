//! A case that only gained events is made of what is here and what came, or read again.

use crate::support::*;
use casebook::{Change, Document, IncomingGrowth};
use casework::{ActionId, EventKind};
use protocol::digest::content;
use protocol::item::{CaseDocument, Entity};
use uuid::Uuid;

fn text(document: &CaseDocument) -> String {
    serde_json::to_string(&Entity::Case(document.clone())).unwrap()
}

fn put(history: &History) -> Change {
    match history.put() {
        Change::Case { scope, mut case } => {
            case.document = Document::new(text(&history.document())).unwrap();
            Change::Case { scope, case }
        }
        other => other,
    }
}

/// What the server sends to a desk that has `before`.
fn growth(before: &History, after: &History) -> IncomingGrowth {
    let document = after.document();
    IncomingGrowth {
        key: after.key,
        id: after.id,
        base: content(text(&before.document()).as_bytes()),
        content: content(text(&document).as_bytes()),
        summary: document.summary.clone(),
        summary_text: serde_json::to_string(&document.summary).unwrap(),
        events: serde_json::to_string(&document.events[before.events.len()..]).unwrap(),
        received: None,
    }
}

fn grow(growth: IncomingGrowth) -> Change {
    Change::Growth {
        scope: SCOPE.into(),
        growth,
    }
}

fn signed_for(history: &History) -> History {
    let action = ActionId(Uuid::from_u128(77));
    history.clone().with(action, EventKind::SignedFor)
}

#[test]
fn a_case_and_what_it_gained_are_the_case_as_the_server_has_it() {
    let desk = desk();
    let before = History::dispatched(7, "狗");
    let after = signed_for(&before);
    desk.pull(vec![put(&before)]);
    let applied = desk.pull(vec![grow(growth(&before, &after))]);
    assert_eq!(applied.cases, [after.id]);
    assert!(applied.differing.is_empty());
    let view = desk.book.case(after.id).unwrap();
    assert_eq!(view.row.summary, after.document().summary);
    let events: Vec<_> = view.events.into_iter().map(|shown| shown.event).collect();
    assert_eq!(events, after.events);
}

#[test]
fn what_came_already_through_another_scope_is_not_added_twice() {
    let desk = desk();
    let before = History::dispatched(7, "狗");
    let after = signed_for(&before);
    desk.pull(vec![put(&before)]);
    let twice = vec![grow(growth(&before, &after)), grow(growth(&before, &after))];
    assert!(desk.pull(twice).differing.is_empty());
    assert_eq!(desk.book.case(after.id).unwrap().events.len(), 3);
}

#[test]
fn what_does_not_fit_is_to_be_read_again_and_changes_nothing() {
    let before = History::dispatched(7, "狗");
    let after = signed_for(&before);
    let fitting = growth(&before, &after);
    let on_another = IncomingGrowth {
        base: fitting.base ^ 1,
        ..fitting.clone()
    };
    let to_another = IncomingGrowth {
        content: fitting.content ^ 1,
        ..fitting.clone()
    };
    for unfit in [on_another, to_another] {
        let desk = desk();
        desk.pull(vec![put(&before)]);
        let applied = desk.pull(vec![grow(unfit)]);
        assert!(applied.cases.is_empty());
        assert_eq!(applied.differing[0].bucket.keys, Some((6, 7)));
        assert_eq!(desk.book.case(before.id).unwrap().events.len(), 2);
        assert!(desk.book.digest_is_due(NOW).unwrap(), "also after a crash");
    }
    // Of a case that is not here nothing can be made.
    let applied = desk().pull(vec![grow(fitting)]);
    assert_eq!(applied.differing.len(), 1);
}
