//! The server was set back: what is shown meanwhile, and what is kept of before.

use crate::support::*;
use casework::event::By;
use casework::{Action, ActionId, CaseId, EventKind, Moment, Role, UserId};
use protocol::push::Outcome;
use protocol::recovered::{BYTES, Told};
use uuid::Uuid;

fn visits(desk: &Desk, case: CaseId) -> usize {
    desk.book.case(case).unwrap().case.visits.len()
}

fn logged(id: ActionId, note: &str) -> EventKind {
    match visit(note) {
        Action::LogVisit { visit } => EventKind::VisitLogged { visit },
        other => panic!("{other:?} is no visit, {id}"),
    }
}

/// A case with a colleague's contact, by an action that this desk never had.
fn colleagues(key: i64) -> (History, History) {
    let backed_up = History::dispatched(key, "流浪犬扰民");
    let mut lost = backed_up.clone();
    lost.push(
        By {
            user: UserId::from("li.na"),
            name: "李娜".into(),
            role: Role::Handler,
            office: None,
        },
        EventKind::ContactLogged {
            note: "备份之后".into(),
        },
    );
    lost.events.last_mut().unwrap().action = Some(ActionId(Uuid::from_u128(77)));
    (backed_up, lost)
}

fn to_report(desk: &Desk, at: Moment) -> Vec<casebook::Former> {
    desk.book.former_to_report(at, BYTES).unwrap()
}

#[test]
fn each_confirmed_action_is_shown_once_while_all_is_read_again_and_again() {
    let mut desk = desk();
    let backed_up = History::dispatched(1, "流浪犬扰民");
    let id = backed_up.id;
    desk.pull(vec![backed_up.put()]);
    let action = desk.confirm(id, visit("三只犬")).id;
    desk.acknowledge(Outcome::Applied);
    desk.pull(vec![
        backed_up
            .clone()
            .with(action, logged(action, "三只犬"))
            .put(),
    ]);
    assert_eq!(visits(&desk, id), 1);

    for epoch in ["epoch-2", "epoch-3"] {
        desk.book.enter_epoch(epoch).unwrap();
        assert_eq!(visits(&desk, id), 1, "still the old document");
        let round = desk.book.begin_pull().unwrap();
        let mut first = page(vec![backed_up.put()]);
        first.more = true;
        desk.book.apply_page(&round, first, NOW).unwrap();
        assert_eq!(visits(&desk, id), 1, "on top of the new one");
        desk = desk.reopen();
        assert_eq!(visits(&desk, id), 1, "after a crash");
        assert_eq!(desk.book.unsent().unwrap(), 1, "to be handed in again");
    }
    desk.acknowledge(Outcome::Applied);
    assert_eq!(visits(&desk, id), 1);
    desk.pull(vec![backed_up.with(action, logged(action, "三只犬")).put()]);
    assert_eq!(visits(&desk, id), 1);
    assert_eq!(desk.book.case(id).unwrap().row.pending, 0);
    assert!(to_report(&desk, NOW).is_empty(), "the server has it again");
}

#[test]
fn what_the_server_lacks_is_told_once_an_epoch_and_kept_for_thirty_days() {
    let desk = desk();
    let (backed_up, lost) = colleagues(1);
    desk.pull(vec![lost.put()]);
    desk.book.enter_epoch("epoch-2").unwrap();
    desk.pull(vec![backed_up.put()]);
    let former = to_report(&desk, NOW);
    assert_eq!(former.len(), 1);
    assert!(former[0].document.contains("备份之后"));
    desk.book
        .former_reported(&former, "epoch-2", &[Told::Kept])
        .unwrap();
    assert!(to_report(&desk, NOW).is_empty());

    desk.book.enter_epoch("epoch-3").unwrap();
    desk.pull(vec![backed_up.put()]);
    assert_eq!(to_report(&desk, NOW).len(), 1, "its backup had it not");
    let later = Moment(NOW.0 + 31 * DAY);
    assert!(to_report(&desk, later).is_empty());
}

#[test]
fn what_came_back_is_not_told() {
    let desk = desk();
    let (backed_up, lost) = colleagues(1);
    desk.pull(vec![lost.put()]);
    desk.book.enter_epoch("epoch-2").unwrap();
    desk.pull(vec![backed_up.put()]);
    // The colleague's desk handed it in again.
    let mut back = lost.clone();
    back.events.last_mut().unwrap().at = Moment(NOW.0 + 1);
    desk.pull(vec![back.put()]);
    assert!(to_report(&desk, NOW).is_empty());
}

#[test]
fn a_case_that_does_not_come_again_is_told_and_forgotten_where_it_goes_on_elsewhere() {
    let desk = desk();
    let (one, other) = (colleagues(1).1, History::dispatched(2, "路灯不亮"));
    desk.pull(vec![one.put(), other.put()]);
    desk.book.enter_epoch("epoch-2").unwrap();
    assert_eq!(desk.pull(vec![]).left.len(), 2);
    let former = to_report(&desk, NOW);
    assert_eq!(former.len(), 2);
    desk.book
        .former_reported(&former, "epoch-2", &[Told::Kept, Told::Unneeded])
        .unwrap();
    desk.book.enter_epoch("epoch-3").unwrap();
    desk.pull(vec![]);
    let former = to_report(&desk, NOW);
    assert_eq!(former.len(), 1, "of the other nothing readable is left");
    assert!(former[0].document.contains("流浪犬扰民"));
}

#[test]
fn a_case_that_leaves_an_office_as_ever_leaves_nothing_behind() {
    let desk = desk();
    let one = colleagues(1).1;
    desk.pull(vec![one.put()]);
    assert_eq!(desk.pull(vec![one.leave()]).left, [one.id]);
    assert!(to_report(&desk, NOW).is_empty());
}
