use crate::support::*;
use casebook::{Applied, Change, DraftKey, DraftKind, Intent, ListQuery};
use casework::{Action, ActionId, Arrangement, Calendar, EventKind};
use protocol::item::Entity;
use protocol::pull::Cursor;
use protocol::push::Outcome;
use serde_json::json;
use uuid::Uuid;

fn titles(desk: &Desk) -> Vec<String> {
    let page = desk.book.list(&ListQuery::default()).unwrap();
    page.rows.into_iter().map(|row| row.summary.title).collect()
}

#[test]
fn items_and_cursors_are_one_commit() {
    let desk = desk();
    let round = desk.book.begin_pull().unwrap();
    let good = History::dispatched(1, "甲");
    let bad = Change::Leave {
        scope: SCOPE.into(),
        kind: "case".into(),
        id: "no uuid".into(),
    };
    let error = desk
        .book
        .apply_page(&round, page(vec![good.put(), bad]), NOW)
        .unwrap_err();
    assert_eq!(error.code(), "store.unreadable");
    assert!(desk.book.cursors().unwrap().is_empty());
    assert!(titles(&desk).is_empty());
}

#[test]
fn a_first_load_in_pages_lists_every_case_at_every_step() {
    let desk = desk();
    let round = desk.book.begin_pull().unwrap();
    for part in 0..4 {
        let cases: Vec<Change> = (0..50)
            .map(|n| History::dispatched(part * 50 + n + 1, &format!("第{part}-{n}件")).put())
            .collect();
        let mut next = page(cases);
        next.more = part < 3;
        next.cursors.insert(
            SCOPE.into(),
            Cursor::Snapshot {
                seq: 9,
                after: (part + 1) * 50,
            },
        );
        desk.book.apply_page(&round, next, NOW).unwrap();
        assert_eq!(titles(&desk).len() as i64, (part + 1) * 50);
    }
    let desk = desk.reopen();
    assert_eq!(
        desk.book.cursors().unwrap()[SCOPE],
        Cursor::Snapshot { seq: 9, after: 200 }
    );
    assert_eq!(titles(&desk).len(), 200);
}

/// Cases are written in key order, but none on the other side of a leave.
#[test]
fn a_page_keeps_the_order_of_leaving_and_coming_back() {
    let desk = desk();
    let (one, two) = (History::dispatched(1, "一"), History::dispatched(2, "二"));
    desk.pull(vec![one.put(), two.put()]);
    desk.pull(vec![two.put(), one.leave(), one.put()]);
    assert_eq!(titles(&desk).len(), 2);
    let gone = desk.pull(vec![two.put(), one.put(), one.leave()]).left;
    assert_eq!(gone, [one.id]);
}

#[test]
fn a_pull_without_news_writes_nothing() {
    let desk = desk();
    desk.pull(vec![History::dispatched(1, "甲").put()]);
    let wal = desk.book.folder().join("book.db-wal");
    let before = std::fs::metadata(&wal).unwrap().len();
    assert_eq!(desk.pull(vec![]), Applied::default());
    assert_eq!(std::fs::metadata(&wal).unwrap().len(), before);
}

#[test]
fn a_case_that_left_is_removed_and_its_words_with_it() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.book.index_all().unwrap();
    let applied = desk.pull(vec![case.leave()]);
    assert_eq!(applied.left, [case.id]);
    assert_eq!(desk.book.case(case.id).unwrap_err().code(), "case.unknown");
    let search = ListQuery {
        search: Some("流浪犬".into()),
        ..Default::default()
    };
    assert_eq!(desk.book.list(&search).unwrap().total, 0);

    desk.pull(vec![case.put()]);
    assert_eq!(
        desk.book.list(&search).unwrap().total,
        1,
        "it may come back"
    );
}

#[test]
fn a_case_that_left_stays_until_our_work_on_it_is_delivered() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, visit("三只犬"));
    assert!(desk.pull(vec![case.leave()]).left.is_empty());
    assert!(desk.book.case(case.id).unwrap().row.frozen);
    desk.confirm(case.id, visit("又去一次"));

    desk.acknowledge(Outcome::Applied);
    assert_eq!(desk.pull(vec![]).left, [case.id]);
}

#[test]
fn what_was_held_on_a_case_that_left_can_still_become_a_note() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let held = desk.confirm(case.id, Action::SignFor).id;
    desk.pull(vec![case.leave()]);
    desk.acknowledge(Outcome::Held);
    assert_eq!(desk.pull(vec![]).left, [case.id]);
    assert_eq!(desk.book.attention().unwrap().len(), 1);

    let settling = |action| Intent {
        resolves: Some(held),
        ..Intent::new(case.id, action, NOW)
    };
    let again = desk.book.confirm(settling(Action::SignFor)).unwrap_err();
    assert_eq!(again.code(), "case.unknown");
    let note = Action::LogContact {
        note: "改作备注".into(),
    };
    desk.book.confirm(settling(note)).unwrap();
    assert!(desk.book.attention().unwrap().is_empty());
    assert_eq!(desk.book.unsent().unwrap(), 1);
}

#[test]
fn a_draft_keeps_a_case_that_left() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let key = DraftKey::new(DraftKind::Visit, case.id);
    desk.book
        .save_draft(&key, &json!({"note": "写了一半"}), NOW)
        .unwrap();
    assert!(desk.pull(vec![case.leave()]).left.is_empty());
    desk.book.discard_draft(&key).unwrap();
    assert_eq!(desk.pull(vec![]).left, [case.id]);
}

#[test]
fn a_case_leaves_with_its_last_scope_only() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    let own = "user:chen.jing@330212001";
    let round = desk.book.begin_pull().unwrap();
    let mut both = page(vec![case.put(), case.put_in(own)]);
    both.scopes.push(own.into());
    both.cursors.insert(
        own.into(),
        Cursor::Feed {
            seq: 1,
            kind: "case".into(),
            id: String::new(),
        },
    );
    desk.book.apply_page(&round, both.clone(), NOW).unwrap();

    both.changes = vec![case.leave()];
    let round = desk.book.begin_pull().unwrap();
    assert!(
        desk.book
            .apply_page(&round, both, NOW)
            .unwrap()
            .left
            .is_empty()
    );
    // The clerk changed offices: the server names the other scope no more.
    assert_eq!(desk.pull(vec![]).left, [case.id]);
}

#[test]
fn a_scope_that_is_not_named_any_more_is_left_as_a_whole() {
    let desk = desk();
    desk.pull(vec![
        History::dispatched(1, "甲").put(),
        History::dispatched(2, "乙").put(),
    ]);
    let round = desk.book.begin_pull().unwrap();
    let mut moved = page(vec![]);
    moved.scopes = vec!["office:other".into()];
    moved.cursors.clear();
    let applied = desk.book.apply_page(&round, moved, NOW).unwrap();
    assert_eq!(applied.left.len(), 2);
    assert!(desk.book.cursors().unwrap().is_empty());
}

#[test]
fn a_new_calendar_moves_the_due_date_of_what_is_pending() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, Action::SignFor);
    let due = || {
        desk.book
            .case(case.id)
            .unwrap()
            .row
            .summary
            .due
            .unwrap()
            .date()
    };
    let before = due();
    let day_off = format!("date,weekday,kind,name\n{before},,off,临时放假\n");
    let calendar = Calendar::embedded().with(Arrangement::read(&day_off).unwrap());
    let change = Change::District {
        rev: 2,
        entity: Box::new(Entity::Calendar {
            calendar: calendar.clone(),
        }),
    };
    assert!(desk.pull(vec![change]).district);
    assert!(due() > before);
    assert_eq!(*desk.reopen().book.district().calendar, calendar);
}

#[test]
fn a_page_of_an_epoch_that_is_over_changes_nothing() {
    let desk = desk();
    let round = desk.book.begin_pull().unwrap();
    desk.book.enter_epoch("epoch-2").unwrap();
    let applied = desk
        .book
        .apply_page(&round, page(vec![History::dispatched(1, "甲").put()]), NOW)
        .unwrap();
    assert!(applied.is_empty() && titles(&desk).is_empty());
}

#[test]
fn the_document_is_kept_as_it_came() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民")
        .with(ActionId(Uuid::from_u128(4)), EventKind::SignedFor);
    desk.pull(vec![case.put()]);
    let events: Vec<_> = desk
        .book
        .case(case.id)
        .unwrap()
        .events
        .into_iter()
        .map(|shown| shown.event)
        .collect();
    assert_eq!(events, case.events);
}

#[test]
fn the_districts_templates_are_kept_for_when_there_is_no_network() {
    use casebook::Change;
    use protocol::item::Entity;
    let desk = desk();
    assert_eq!(desk.book.district().templates.version, 0);
    let own = casework::templates::Folder::product().clone();
    let templates = casework::templates::Templates::default().with(Some("330212011".into()), own);
    desk.pull(vec![Change::District {
        rev: 1,
        entity: Box::new(Entity::Templates {
            templates: templates.clone(),
        }),
    }]);
    assert_eq!(*desk.reopen().book.district().templates, templates);
}
