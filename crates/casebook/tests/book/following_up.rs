//! 回访 are found in what came, and go with their case.

use crate::support::*;
use casework::action::{Degree, FollowUp};
use casework::event::By;
use casework::rates::{self, Window};
use casework::{EventKind, Moment, OfficeId, Role, UserId};

const ALWAYS: Window = Window {
    from: Moment(0),
    until: Moment(i64::MAX),
};

fn centre() -> By {
    By {
        user: UserId::from("dispatcher"),
        name: "受理中心".into(),
        role: Role::Dispatcher,
        office: None,
    }
}

fn heard(note: &str) -> EventKind {
    EventKind::FollowedUp {
        follow_up: FollowUp {
            valid: true,
            contacted: true,
            solved: Degree::Yes,
            rating: None,
            note: note.into(),
        },
    }
}

fn followed_up(key: i64, title: &str, times: usize) -> History {
    let mut case = History::dispatched(key, title);
    for n in 0..times {
        case.push(centre(), heard(&format!("第{n}次回访")));
    }
    case
}

#[test]
fn follow_ups_are_those_that_the_rulebook_finds_in_the_histories() {
    let desk = desk();
    let cases = [
        followed_up(1, "流浪犬扰民", 2),
        followed_up(2, "没有回访", 0),
        followed_up(3, "路灯不亮", 1),
    ];
    desk.pull(cases.iter().map(History::put).collect());
    let found = desk.book.follow_ups(&ALWAYS).unwrap();
    let mut expected: Vec<rates::FollowUp> = cases
        .iter()
        .flat_map(|case| rates::follow_ups(case.id, &case.events))
        .collect();
    expected.sort_by_key(|record| (record.followed_up_at, record.number.clone()));
    assert_eq!(found, expected);
    assert_eq!(found[0].office, OfficeId::from(OFFICE));
    let rows = desk.book.rows_of(&[cases[2].id]).unwrap();
    assert_eq!(rows[0].summary.title, "路灯不亮");
}

#[test]
fn only_those_of_the_window_are_given() {
    let desk = desk();
    let case = followed_up(1, "流浪犬扰民", 2);
    desk.pull(vec![case.put()]);
    let last = case.events.last().unwrap().at;
    let before = Window {
        from: Moment(0),
        until: last,
    };
    assert_eq!(desk.book.follow_ups(&before).unwrap().len(), 1);
}

#[test]
fn a_case_that_comes_again_is_read_again() {
    let desk = desk();
    let mut case = followed_up(1, "流浪犬扰民", 1);
    desk.pull(vec![case.put()]);
    assert_eq!(desk.book.follow_ups(&ALWAYS).unwrap().len(), 1);
    case.push(centre(), heard("又一次"));
    desk.pull(vec![case.put()]);
    assert_eq!(desk.book.follow_ups(&ALWAYS).unwrap().len(), 2);
    // After a restore the server may know less than before.
    desk.book.enter_epoch("epoch-2").unwrap();
    desk.pull(vec![followed_up(1, "流浪犬扰民", 0).put()]);
    assert!(desk.book.follow_ups(&ALWAYS).unwrap().is_empty());
}

#[test]
fn a_case_that_leaves_takes_its_follow_ups_along() {
    let desk = desk();
    let case = followed_up(1, "流浪犬扰民", 1);
    desk.pull(vec![case.put()]);
    assert_eq!(desk.book.follow_ups(&ALWAYS).unwrap().len(), 1);
    desk.pull(vec![case.leave()]);
    assert!(desk.book.follow_ups(&ALWAYS).unwrap().is_empty());
}

#[test]
fn words_that_look_like_a_follow_up_are_none() {
    let desk = desk();
    let case = History::registered(1, "引号", r#"他写道 "kind":"followed_up" 如此"#);
    desk.pull(vec![case.put()]);
    assert_eq!(desk.book.read_follow_ups().unwrap(), 0);
    assert!(desk.book.follow_ups(&ALWAYS).unwrap().is_empty());
}

#[test]
fn the_districts_formula_is_kept_as_it_was_sent() {
    use casebook::Change;
    use protocol::item::Entity;
    let desk = desk();
    assert_eq!(*desk.book.district().rates, rates::Config::default());
    let formula = rates::Config {
        version: 2,
        partly_tenths: 5,
        ..rates::Config::default()
    };
    desk.pull(vec![Change::District {
        rev: 1,
        entity: Box::new(Entity::Rates {
            rates: formula.clone(),
        }),
    }]);
    assert_eq!(*desk.reopen().book.district().rates, formula);
}
